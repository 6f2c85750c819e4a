import { filterReference } from '../packages/filters/src/index.ts'
import { errorReference } from './error-reference.ts'
import { sdkRouteTable } from './sdk-route-table.ts'

/** Every checked-in file that is made from something else, with its text as it has to be now. */
export const GENERATED_FILES: readonly { path: string; text: () => string }[] = [
  { path: 'packages/sdk/src/routes.ts', text: sdkRouteTable },
  { path: 'docs/reference/errors.md', text: errorReference },
  { path: 'docs/reference/filters.md', text: filterReference },
]

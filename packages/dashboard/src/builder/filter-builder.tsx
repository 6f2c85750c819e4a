import type { Filter } from '@rollcall/filters'
import { ErrorState } from '../parts/error-state.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { GroupEditor } from './group-editor.tsx'
import type { useCatalogue } from './use-catalogue.ts'
import type { PlacedProblem } from './use-preview.ts'

type Props = {
  filter: Filter
  known: ReturnType<typeof useCatalogue>
  problems: PlacedProblem[]
  onChange: (filter: Filter) => void
}

/** The one editor of filters: segments and the contacts table share it. */
export function FilterBuilder({ filter, known, problems, onChange }: Props) {
  const { catalogue, error, retry } = known
  if (error) return <ErrorState error={error} retry={retry} />
  if (!catalogue) return <Waiting height={96} />
  return (
    <GroupEditor root={filter} group={filter} path={[]} catalogue={catalogue} problems={problems} onChange={onChange} />
  )
}

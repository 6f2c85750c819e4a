import { namesList } from '@rollcall/contract'
import { action } from '../../action.ts'
import { listNamedThings } from '../../store/catalog.ts'

export const listNamesAction = action(namesList, ({ product, caller }) =>
  listNamedThings(product.database, caller.projectId),
)

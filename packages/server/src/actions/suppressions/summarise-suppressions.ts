import { suppressionsSummary } from '@rollcall/contract'
import { action } from '../../action.ts'
import { countSuppressions } from '../../store/suppressions.ts'

export const summariseSuppressionsAction = action(suppressionsSummary, ({ product, caller }) =>
  countSuppressions(product.database, caller.projectId),
)

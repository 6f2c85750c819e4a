import { tagsColors } from '@rollcall/contract'
import { action } from '../../action.ts'
import { listTagColors } from '../../store/tags.ts'

export const listTagColorsAction = action(tagsColors, async ({ product, caller }) => {
  return { data: await listTagColors(product.database, caller.projectId) }
})

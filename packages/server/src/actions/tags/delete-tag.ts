import { tagsDelete } from '@rollcall/contract'
import { action } from '../../action.ts'
import { deleteTag } from '../../store/tags.ts'

export const deleteTagAction = action(tagsDelete, async ({ product, write }, { params }) => {
  await write((transaction) => deleteTag(transaction, params.tag, product.now()), { bulk: true })
})

import { tagsForgetApart, tagsKeepApart } from '@rollcall/contract'
import { action } from '../../action.ts'
import { invalid } from '../../failure.ts'
import { findTags } from '../../store/contact-tags.ts'
import type { Transaction } from '../../store/database.ts'
import { forgetApart, keepApart } from '../../store/tags-apart.ts'

export const keepTagsApartAction = action(tagsKeepApart, ({ write }, { body }) =>
  write(async (transaction) => keepApart(transaction, await listIds(transaction, body.tags))),
)

export const forgetTagsApartAction = action(tagsForgetApart, ({ write }, { body }) =>
  write(async (transaction) => forgetApart(transaction, await listIds(transaction, body.tags))),
)

async function listIds(transaction: Transaction, texts: string[]): Promise<string[]> {
  const tags = await findTags(transaction, texts)
  if (tags.length < 2) throw invalid('/tags', 'must name at least two tags that exist')
  return tags.map(({ id }) => id)
}

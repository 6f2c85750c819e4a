import { toId } from '@rollcall/contract'
import { fold } from '@rollcall/filters'
import { addTags, ensureTags } from '../../packages/server/src/store/contact-tags.ts'
import type { Transaction } from '../../packages/server/src/store/database.ts'
import { reserveRowNos } from '../../packages/server/src/store/row-numbers.ts'
import type { TestProduct, TestProject } from './create-product.ts'

/** A contact as tests of reading need it. */
export type GivenContact = {
  email?: string
  firstName?: string
  lastName?: string
  externalId?: string
  country?: string
  status?: string
  fields?: Record<string, unknown>
  tags?: string[]
}

/** Puts contacts straight into the record, oldest first; returns their ids. */
export async function addContacts(
  { product }: TestProduct,
  project: TestProject,
  contacts: GivenContact[],
): Promise<string[]> {
  const first = await reserveRowNos(product.database, project.id, contacts.length)
  const { result } = await product.database.write({ projectId: project.id, actor: 'system' }, async (transaction) => {
    const ids = await insert(transaction, first, contacts)
    for (const [place, { tags }] of contacts.entries()) {
      if (!tags) continue
      const tagIds = (await ensureTags(transaction, tags)).map(({ id }) => id)
      await addTags(transaction, { rowNos: [first + place], tagIds, at: product.now() })
    }
    transaction.touch(contacts.map((_, place) => first + place))
    return ids
  })
  return result
}

async function insert(transaction: Transaction, first: number, contacts: GivenContact[]): Promise<string[]> {
  const rows = await transaction.query<{ id: string }>(
    `insert into contacts (project_id, row_no, email, email_key, first_name, last_name, external_id, country, status, fields, folded)
     select $1, $2 + place - 1, c->>'email', c->>'key', c->>'firstName', c->>'lastName', c->>'externalId', c->>'country',
       coalesce(c->>'status', 'subscribed'), coalesce(c->'fields', '{}'), c->'folded'
     from jsonb_array_elements($3::jsonb) with ordinality as given (c, place) order by place returning id`,
    [transaction.projectId, first, JSON.stringify(contacts.map(withFolded))],
  )
  return rows.map(({ id }) => toId('contact', id))
}

function withFolded(contact: GivenContact) {
  const { email, firstName, lastName } = contact
  const fields = Object.entries(contact.fields ?? {}).map(([key, value]) => [`fields.${key}`, value])
  const columns = [...Object.entries({ email, firstName, lastName }), ...fields]
  const texts = columns.filter((column): column is [string, string] => typeof column[1] === 'string')
  const folded = Object.fromEntries(texts.map(([column, text]) => [column, fold(text)]))
  return { ...contact, key: email && fold(email), folded }
}

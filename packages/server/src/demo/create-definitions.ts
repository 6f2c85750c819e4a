import type { ActionContext } from '../action.ts'
import { saveCampaign } from '../actions/campaigns/save-campaign.ts'
import { saveRule } from '../actions/segments/save-segment.ts'
import { saveView } from '../actions/views/save-view.ts'
import { compileFilter } from '../audience/compile.ts'
import type { Product } from '../product.ts'
import { insertCampaign } from '../store/campaigns.ts'
import type { Transaction } from '../store/database.ts'
import { createField } from '../store/fields.ts'
import { addSegmentContacts, insertSegment } from '../store/segments.ts'
import { createTag } from '../store/tags.ts'
import { insertView } from '../store/views.ts'
import { DEMO_FIELDS } from './demo-fields.ts'
import { demoSegments } from './demo-segments.ts'
import { DEMO_TAGS } from './demo-tags.ts'
import { DEMO_VIEWS } from './demo-views.ts'
import { CAMPAIGN_LETTERS, type Letter, pastLetters } from './letters.ts'
import { TRAIL_LETTER } from './trail-letter.ts'

/** Creates the shop's custom fields; returns their keys. */
export async function createFields(transaction: Transaction): Promise<string[]> {
  const keys: string[] = []
  for (const field of DEMO_FIELDS) keys.push(await createField(transaction, field))
  return keys
}

/** Creates the shop's tags; returns their UUIDs by name. */
export async function createTags(transaction: Transaction): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const tag of DEMO_TAGS) ids.set(tag.name, await createTag(transaction, tag))
  return ids
}

/** Creates the shop's segments, one of them of people picked by hand; returns their UUIDs. */
export async function createSegments(
  transaction: Transaction,
  { now, ambassadors }: { now: Date; ambassadors: number[] },
): Promise<string[]> {
  const record = inTurn(transaction)
  const ids: string[] = []
  for (const { filters, ...segment } of demoSegments(now)) {
    const rule = await compileFilter(record, transaction.projectId, { filters, now })
    const id = await insertSegment(transaction, { ...segment, kind: 'dynamic' })
    await saveRule(transaction, id, rule)
    ids.push(id)
  }
  const byHand = await insertSegment(transaction, {
    name: `Ambassadors ${now.getUTCFullYear()}`,
    description: 'Wear our jackets where people ask about them. Picked by hand.',
    kind: 'static',
  })
  await addSegmentContacts(transaction, byHand, ambassadors)
  return [...ids, byHand]
}

/** Creates the shop's saved views; returns their UUIDs. */
export async function createViews(product: Product, transaction: Transaction): Promise<string[]> {
  const ids: string[] = []
  for (const view of DEMO_VIEWS) {
    await saveView(contextWithin(product, transaction), view, async (record, content) => {
      const id = await insertView(record, content)
      ids.push(id)
      return id
    })
  }
  return ids
}

/** Creates the letters of the past year; the newest are campaigns, whose people are added with their events. */
export async function createLetters(product: Product, transaction: Transaction, now: Date): Promise<Letter[]> {
  const letters = pastLetters(now)
  // The oldest first, so that lists of campaigns show the newest first.
  for (const letter of letters.slice(0, CAMPAIGN_LETTERS).reverse()) {
    const { name, subject, at } = letter
    const content = { ...TRAIL_LETTER, name, subject, audience: READERS }
    letter.campaignId = await saveCampaign(contextWithin(product, transaction), content, (record, campaign) =>
      insertCampaign(record, { ...campaign, at }),
    )
  }
  return letters
}

const READERS = { include: { filters: { conditions: [{ type: 'field', field: 'newsletter', op: 'is_true' }] } } }

/** Creates the draft of a campaign; returns its UUID. */
export function createCampaign(product: Product, transaction: Transaction): Promise<string> {
  return saveCampaign(contextWithin(product, transaction), TRAIL_LETTER, insertCampaign)
}

/** What an action gets, except that it reads and writes in a transaction that is not its own. */
function contextWithin(
  product: Product,
  transaction: Transaction,
): Pick<ActionContext, 'product' | 'caller' | 'write'> {
  const { query } = inTurn(transaction)
  return {
    product: { ...product, database: { ...product.database, query } },
    caller: { projectId: transaction.projectId, actor: transaction.actor, scopes: ['*'] },
    write: (work) => work(transaction),
  }
}

/** Actions ask several questions at once; a transaction has one connection and answers them one after the other. */
function inTurn(transaction: Transaction): Pick<Transaction, 'query'> {
  let last: Promise<unknown> = Promise.resolve()
  return {
    query(text, values) {
      const answer = last.then(() => transaction.query<never>(text, values))
      last = answer.catch(() => undefined)
      return answer
    },
  }
}

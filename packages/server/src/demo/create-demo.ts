import type { Product } from '../product.ts'
import type { Transaction } from '../store/database.ts'
import { closeDemoOrder, giveDemoAddress, markDemo } from '../store/demo.ts'
import { closeDemoLetter } from '../store/demo-letters.ts'
import { ensureEventMonths } from '../store/events.ts'
import { leaseRowNos, type RowNoLease } from '../store/row-numbers.ts'
import { addSuppression } from '../store/suppressions.ts'
import { createContacts } from './create-contacts.ts'
import {
  createCampaign,
  createFields,
  createLetters,
  createSegments,
  createTags,
  createViews,
} from './create-definitions.ts'
import { createOpportunities, createTopics } from './create-story.ts'
import { givePast } from './give-past.ts'

const PEOPLE = 50_000

/**
 * Fills a project with a made-up outdoor shop, Quiet Summit. All of it is one transaction: whoever ends the process in the
 * middle leaves nothing of it behind, and the order for it still open. The past sizes of its segments come after it.
 */
export async function createDemo(product: Product, projectId: number, size = PEOPLE): Promise<void> {
  product.log.info(`Creating ${size.toLocaleString('en-US')} demo contacts…`)
  await ensureEventMonths(product.database, pastYear(product.now()))
  const rowNos = await leaseRowNos(product.database, projectId, size)
  try {
    const { position } = await product.database.write({ projectId, actor: 'demo' }, (transaction) => {
      rowNos.restart()
      return createAll(product, transaction, { size, rowNos })
    })
    await givePast(product, projectId, position)
  } finally {
    rowNos.release()
  }
}

async function createAll(product: Product, transaction: Transaction, demo: { size: number; rowNos: RowNoLease }) {
  const now = product.now()
  const fields = await createFields(transaction)
  const tags = await createTags(transaction)
  const letters = await createLetters(product, transaction, now)
  const topics = await createTopics(transaction)
  const people = { ...demo, tagIds: tags, topicIds: topics, letters, now }
  const { ambassadors, suppressions, buyers } = await createContacts(transaction, people)
  for (const suppression of suppressions) await addSuppression(transaction, suppression)
  const campaigns = letters.flatMap(({ campaignId }) => campaignId ?? [])
  for (const id of campaigns) await closeDemoLetter(transaction, id)
  await markDemo(transaction, {
    fields,
    tags: [...tags.values()],
    segments: await createSegments(transaction, { now, ambassadors }),
    views: await createViews(product, transaction),
    campaigns: [...campaigns, await createCampaign(product, transaction)],
    topics: [...topics.values()],
    pipelines: [await createOpportunities(transaction, { buyers, now })],
  })
  await giveDemoAddress(transaction)
  await closeDemoOrder(transaction)
}

const DAY_SECONDS = 86_400

function pastYear(now: Date): number[] {
  const today = Math.floor(now.getTime() / 1000)
  return Array.from({ length: 366 }, (_, day) => today - day * DAY_SECONDS)
}

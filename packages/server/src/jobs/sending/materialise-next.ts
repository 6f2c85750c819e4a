import { RowBitmap } from '@rollcall/engine'
import type { Product } from '../../product.ts'
import { finishCampaign, listUnwrittenCampaigns } from '../../store/campaign-states.ts'
import { areMoreWaiting, cancelDeliveries, findUnmaterialised, materialise } from '../../store/deliveries.ts'
import { eachApart } from '../each-apart.ts'
import { assignVersions } from './assign-versions.ts'
import { createHoldUps, type HoldUps } from './hold-ups.ts'
import { turnsOf } from './turns.ts'

/** Small enough that the first message leaves at once, large enough that a million takes a hundred transactions. */
const CHUNK_ROWS = 10_000
/** With as many that may leave now, writing waits for sending, which needs the database too: 5 s at 2,000 messages a second. */
const ENOUGH_WAITING = 10_000

type Surroundings = Pick<Product, 'database' | 'now' | 'config' | 'log'>
type Unwritten = Awaited<ReturnType<typeof listUnwrittenCampaigns>>[number]

/** Puts the next chunk of each launched audience into the ledger, and closes what is cancelled. Returns whether more is left. */
export async function materialiseNext(
  product: Surroundings,
  holdUps: HoldUps = createHoldUps(product),
): Promise<boolean> {
  const campaigns = await listUnwrittenCampaigns(product.database)
  const answers = await eachApart(
    campaigns.filter((campaign) => !holdUps.isOn(campaign)),
    (campaign) => (campaign.isMaterialised ? closeChunk(product, campaign) : writeChunk(product, campaign)),
    (error, campaign) => holdUps.report(campaign, error),
  )
  return answers.includes(true)
}

async function writeChunk({ database, now, config }: Surroundings, campaign: Unwritten): Promise<boolean> {
  const { projectId, id, isCancelled, test, versions } = campaign
  // While some wait for a test's winner, those who take part in it may stand behind them.
  const mayWait = !isCancelled && !test?.decide
  if (mayWait && (await areMoreWaiting(database, campaign, { than: ENOUGH_WAITING, now: now() }))) return false
  const { result } = await database.write({ projectId, actor: 'system' }, async (transaction) => {
    const left = await findUnmaterialised(transaction, id)
    if (!left) return false
    const rowNos = RowBitmap.fromBytes(left.members).slice({ after: left.materialisedTo, limit: CHUNK_ROWS })
    const notBefore = await turnsOf(transaction, campaign, { rowNos, done: left.done, now: now() })
    await materialise(transaction, id, {
      rowNos,
      notBefore,
      variants: test
        ? assignVersions(config, { campaignId: id, share: test.share, versions }, rowNos)
        : rowNos.map(() => null),
      isLast: rowNos.length < CHUNK_ROWS,
      isCancelled,
      at: now(),
    })
    return true
  })
  return result
}

/** What is on its way of a cancelled campaign arrives; the campaign is closed after it. */
async function closeChunk({ database, now }: Surroundings, campaign: Unwritten): Promise<boolean> {
  const cancelled = await cancelDeliveries(database, campaign, { limit: CHUNK_ROWS, now: now() })
  if (cancelled === 0) await finishCampaign(database, campaign, now())
  return cancelled > 0
}

import { type RouteReply, type sendingSend, toId } from '@rollcall/contract'
import type { ActionContext } from '../../action.ts'
import { type AudienceRequest, compileAudience } from '../../audience/campaign-audience.ts'
import { Failure, failure, invalid } from '../../failure.ts'
import { freezeAudience } from '../../jobs/sending/launch.ts'
import { recordUses } from '../../store/definition-uses.ts'
import { insertBatch, type SendingContent } from '../../store/sendings.ts'
import { toLauncher } from '../campaigns/to-launcher.ts'
import type { SendingBody } from './check-sending.ts'

type Answer = Omit<RouteReply<typeof sendingSend>, 'provider' | 'warnings'>

/** Keeps a message to everybody with a tag or in a segment, as they are now; the ledger is filled afterwards. */
export async function sendBatch(
  context: ActionContext,
  content: SendingContent,
  recipient: Pick<SendingBody, 'recipientType' | 'recipientId'>,
): Promise<Answer> {
  const { product } = context
  const { audience, uses } = await findAudience(context, recipient)
  const asked = { audience, topic: null, test: null, variants: [] }
  const frozen = await freezeAudience(toLauncher(context), asked, { mayBeNobody: content.transactional })
  if (frozen.count === 0) throw failure('cannot_launch', { reason: 'Nobody matches.' })
  const at = product.now()
  const uuid = await context.write(async (transaction) => {
    const campaignId = await insertBatch(transaction, content, { audience, frozen, at })
    await recordUses(transaction, { kind: 'campaign', uuid: campaignId }, uses)
    return campaignId
  })
  return batchAnswer(uuid, frozen.count)
}

/** What is told of a message to so many people. */
export function batchAnswer(campaignId: string, people: number): Answer {
  const id = toId('campaign', campaignId)
  const counted = `${new Intl.NumberFormat('en-US').format(people)} ${people === 1 ? 'person' : 'people'}`
  const message = `Queued for ${counted}. Whoever must not get it is left out and counted as skipped.`
  return { id, batchId: id, status: 'queued', message }
}

async function findAudience(
  { product, caller }: ActionContext,
  { recipientType, recipientId = '' }: Pick<SendingBody, 'recipientType' | 'recipientId'>,
) {
  const kind = recipientType === 'tag' ? 'tag' : 'segment'
  const audience: AudienceRequest = { include: { [`${kind}s`]: [recipientId] } }
  try {
    return await compileAudience(product.database, caller.projectId, { audience, now: product.now() })
  } catch (error) {
    // What it says points into an audience, which the caller did not write.
    if (!(error instanceof Failure) || error.code !== 'invalid_request') throw error
    throw invalid('/recipientId', `there is no ${kind} ${JSON.stringify(recipientId)} in this project`)
  }
}

import { type campaignsResend, type RouteInput, toId } from '@rollcall/contract'
import type { ActionContext } from '../../action.ts'
import { failure, invalid } from '../../failure.ts'
import type { CampaignRecord } from '../../store/campaigns.ts'
import { listPeopleLeft } from '../../store/people-left.ts'
import { listTakenNames, putMembers } from '../../store/segment-versions.ts'
import { insertSegment } from '../../store/segments.ts'
import { withFreeName } from '../segments/save-segment.ts'

/** What became of people whom a campaign did not reach, or perhaps not. */
export type Left = Exclude<NonNullable<RouteInput<typeof campaignsResend>['body']['to']>, 'not_opened'>

type Caller = Pick<ActionContext, 'product' | 'caller' | 'write' | 'settled'>

const MOST_NAMES = 100
const LONGEST_NAME = 200

/** Keeps those of a campaign that is over whom it did not reach as a static segment; returns its id. */
export async function keepPeopleLeft(context: Caller, campaign: CampaignRecord, left: Left): Promise<string> {
  const { product, caller, write, settled } = context
  if (campaign.finishedAt === null)
    throw failure('wrong_state', { what: 'campaign', state: campaign.status, needed: 'over' })
  const rowNos = await listPeopleLeft(product.database, { projectId: caller.projectId, id: campaign.id }, left)
  if (rowNos.length === 0) throw invalid('/to', `${left} is nobody of this campaign who has a mailbox`)
  const name = await findFreeName(context, `${left.charAt(0).toUpperCase()}${left.slice(1)}: ${campaign.name}`)
  const description = `Made to send this campaign again: its ledger says ${left} of them.`
  const uuid = await withFreeName(context, name, () =>
    write(
      async (transaction) => {
        const segment = await insertSegment(transaction, { name, description, kind: 'static' })
        transaction.touch(await putMembers(transaction, segment, rowNos))
        transaction.touchDefinitions()
        return segment
      },
      { bulk: true },
    ),
  )
  await settled()
  return toId('segment', uuid)
}

async function findFreeName({ product, caller }: Caller, name: string): Promise<string> {
  const names = Array.from({ length: MOST_NAMES }, (_, place) => {
    const ending = place === 0 ? '' : ` ${place + 1}`
    return name.slice(0, LONGEST_NAME - ending.length).trim() + ending
  })
  const taken = await listTakenNames(product.database, caller.projectId, names)
  return names.find((one) => !taken.has(one)) ?? `${names[0].slice(0, -9)} ${product.randomBytes(4).toString('hex')}`
}

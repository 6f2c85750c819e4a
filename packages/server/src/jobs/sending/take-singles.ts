import type { LeasedDelivery } from '../../store/deliveries.ts'
import { type LeasedSingle, leaseSingles } from '../../store/single-sends.ts'
import type { Desk } from './deliver.ts'
import { released } from './ending-of.ts'
import type { Pace, Turn } from './pace.ts'

/** What the next singles are taken with. */
export type SinglesInHand = {
  desk: Desk
  pace: Pace
  /** So many more may be taken in hand. */
  room: number
  leaseUntil: Date
  take: (delivery: LeasedDelivery, moment: Date | undefined) => void
}

// While what they are sent through is down, they are asked about this often.
const LOOK_AGAIN_MS = 5_000

/** Takes singles in hand, in the order in which they came. Returns whether there may be more at once. */
export async function takeSingles(hand: SinglesInHand): Promise<boolean> {
  const { desk, room, leaseUntil } = hand
  if (room <= 0 || desk.isStopping()) return false
  const { database, now } = desk.product
  const leased = await leaseSingles(database, { limit: room, now: now(), leaseUntil })
  const groups = [...Map.groupBy(leased, ({ projectId, account }) => `${projectId} ${account?.id}`).values()]
  await Promise.all(groups.map((group) => takeGroup(hand, group)))
  return leased.length === room
}

/** The singles of one project that leave through one account, under the limits of both. An error with them is their own. */
async function takeGroup(hand: SinglesInHand, group: LeasedSingle[]) {
  const { desk, take } = hand
  const { able, turns } = await inTurn(hand, group).catch((error: unknown) => {
    const project = group[0]?.projectId
    desk.product.log.error('Single messages met an error; trying again.', { project, reason: String(error) })
    return NOBODY
  })
  const later = new Date(desk.product.now().getTime() + LOOK_AGAIN_MS)
  const waiting = group
    .filter((delivery) => !able.includes(delivery))
    .map((delivery) => ({ delivery, notBefore: later }))
  for (const [place, delivery] of able.entries()) {
    const turn = turns?.[place]
    if (turn && !turn.isMoment) waiting.push({ delivery, notBefore: turn.at })
    else take(delivery, turn?.at)
  }
  await Promise.all(waiting.map(({ delivery, notBefore }) => desk.ledger.settle({ ...released(delivery), notBefore })))
}

type InTurn = { able: LeasedSingle[]; turns: Turn[] | null }

const NOBODY: InTurn = { able: [], turns: null }

async function inTurn({ desk, pace }: SinglesInHand, group: LeasedSingle[]): Promise<InTurn> {
  const isDown = await Promise.all(
    group.map(async ({ projectId, campaignId: id }) =>
      desk.outageOf(await desk.senders.ofCampaign({ projectId, id })).isOn(),
    ),
  )
  const able = group.filter((_, place) => !isDown[place])
  const [first] = able
  return { able, turns: first ? await pace({ ...first, id: 'single', plan: {} }, able) : null }
}

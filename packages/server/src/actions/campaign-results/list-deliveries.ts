import { Readable } from 'node:stream'
import {
  campaignsDeliveries,
  campaignsExportDeliveries,
  DELIVERY_STATES,
  type RouteInput,
  toId,
  VERSIONS,
} from '@rollcall/contract'
import { z } from 'zod'
import { action, Download } from '../../action.ts'
import { toCsvLine } from '../../contacts/csv/to-csv-line.ts'
import { getCampaign } from '../../store/campaigns.ts'
import type { Queryable } from '../../store/database.ts'
import type { CampaignKey, DeliveryState } from '../../store/deliveries.ts'
import { type DeliveriesAsked, type DeliveryRecord, listDeliveries } from '../../store/delivery-list.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { nextAttemptAt } from './next-attempt-at.ts'

const MAX_ROW_NO = 2_147_483_647
/** Deliveries read at once for a file. */
const BATCH_ROWS = 2_000

export const listDeliveriesAction = action(campaignsDeliveries, async ({ product, caller }, { params, query }) => {
  const { limit } = query
  const { projectId } = caller
  const { id } = await getCampaign(product.database, projectId, params.campaign)
  const after = parseCursor(query.after, z.number().int().min(0).max(MAX_ROW_NO))
  const page = { ...toAsked(query), after, limit: limit + 1 }
  const found = await listDeliveries(product.database, { projectId, id }, page)
  return toPage(found, { limit, place: (last) => last.rowNo, show: toDelivery })
})

export const exportDeliveriesAction = action(
  campaignsExportDeliveries,
  async ({ product, caller }, { params, query }) => {
    const { projectId } = caller
    const { id, channel } = await getCampaign(product.database, projectId, params.campaign)
    const lines = csvLines(product.database, { projectId, id, isMail: channel === 'email' }, toAsked(query))
    return new Download(Readable.from(lines), `${params.campaign}-deliveries.csv`)
  },
)

function toAsked(query: RouteInput<typeof campaignsExportDeliveries>['query']): DeliveriesAsked {
  const { q, reason = null, opened = null, clicked = null, delivered = null, heard = null, link = null } = query
  const version = query.version === undefined ? null : VERSIONS.indexOf(query.version)
  const { event, withinDays } = query
  const converted = event === undefined ? null : { event: event.normalize('NFC'), withinDays }
  return { q: q || null, states: statesOf(query), reason, opened, clicked, delivered, heard, link, version, converted }
}

function statesOf({ state, reachable }: RouteInput<typeof campaignsExportDeliveries>['query']): DeliveryState[] | null {
  const asked = state === undefined ? DELIVERY_STATES : [state]
  const left = reachable === undefined ? asked : asked.filter((one) => (one !== 'skipped') === reachable)
  return left === DELIVERY_STATES ? null : left.flatMap(statesShownAs)
}

// A lease is how workers share the queue; to people such a message is waiting.
function statesShownAs(state: Exclude<DeliveryState, 'leased'>): DeliveryState[] {
  return state === 'queued' ? ['queued', 'leased'] : [state]
}

function toDelivery(delivery: DeliveryRecord) {
  const { contactId, address, state, reason, response, messageId, updatedAt, opens, clicks } = delivery
  return {
    id: toId('delivery', delivery.id),
    contact: contactId && toId('contact', contactId),
    email: address,
    state: state === 'leased' ? ('queued' as const) : state,
    reason,
    response,
    messageId,
    provider: delivery.provider && { ...delivery.provider, id: toId('provider', delivery.provider.id) },
    deliveredAt: delivery.deliveredAt?.toISOString() ?? null,
    feedback: delivery.feedback,
    feedbackNote: delivery.feedbackNote,
    updatedAt: updatedAt.toISOString(),
    attempts: delivery.attempts,
    nextAttemptAt: nextAttemptAt(delivery),
    earlier: delivery.earlier ?? [],
    version: delivery.version === null ? null : VERSIONS[delivery.version],
    opens,
    firstOpenedAt: delivery.firstOpenedAt?.toISOString() ?? null,
    clicks,
    firstClickedAt: delivery.firstClickedAt?.toISOString() ?? null,
  }
}

/** A line of the file: of a provider its name. */
function toLine({ provider, ...delivery }: ReturnType<typeof toDelivery>) {
  return { ...delivery, provider: provider?.name }
}

const OF_ALL = [
  ...(['contact', 'state', 'reason', 'response', 'messageId', 'updatedAt', 'version'] as const),
  ...(['deliveredAt', 'feedback', 'feedbackNote', 'attempts', 'provider'] as const),
]
const OF_MAIL = ['opens', 'firstOpenedAt', 'clicks', 'firstClickedAt'] as const

async function* csvLines(
  record: Queryable,
  { isMail, ...campaign }: CampaignKey & { isMail: boolean },
  asked: DeliveriesAsked,
): AsyncGenerator<string> {
  const columns = ['email' as const, ...OF_ALL, ...(isMail ? OF_MAIL : [])]
  yield toCsvLine([isMail ? 'email' : 'address', ...columns.slice(1)])
  for (let after: number | null = null; ; ) {
    const found: DeliveryRecord[] = await listDeliveries(record, campaign, { ...asked, after, limit: BATCH_ROWS })
    const deliveries = found.map(toDelivery).map(toLine)
    yield deliveries.map((delivery) => toCsvLine(columns.map((column) => String(delivery[column] ?? '')))).join('')
    if (found.length < BATCH_ROWS) return
    after = found.at(-1)?.rowNo ?? null
  }
}

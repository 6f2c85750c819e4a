import { eventsCreate, parseId, type RouteReply } from '@rollcall/contract'
import { action } from '../../action.ts'
import { findRowNos } from '../../store/contacts.ts'
import type { Transaction } from '../../store/database.ts'
import { ensureEventMonths, insertEvents, type NewEvent } from '../../store/events.ts'
import { findNamed, resolveNamed } from '../../store/named-ids.ts'
import { type PreparedEvent, prepareEvent, type Refused, refused } from './prepare-event.ts'

export const createEventsAction = action(eventsCreate, async ({ product, write }, { body }) => {
  const now = product.now()
  const judged = body.events.map((raw) => prepareEvent(raw, now))
  const prepared = judged.filter(isRight)
  if (prepared.length === 0) return toReply(judged)
  const times = prepared.map(({ at }) => at)
  await ensureEventMonths(product.database, times)
  return write(async (transaction) => {
    const resolve = await loadResolver(transaction, prepared)
    const resolved = judged.map((event) => (isRight(event) ? resolve(event) : event))
    await insertEvents(transaction, resolved.filter(isRight), now)
    return toReply(resolved)
  })
})

function isRight<Event extends object>(event: Event | Refused): event is Event {
  return !('refused' in event)
}

/** Finds whom events are about and of which campaign they are, or says that there is no such contact or campaign. */
async function loadResolver(transaction: Transaction, events: PreparedEvent[]) {
  const people = new Set(events.map(({ contact }) => contact))
  const rowNos = await findRowNos(transaction, transaction.projectId, [...people])
  const campaigns = await findCampaigns(transaction, events)
  return ({ contact, campaign, ...event }: PreparedEvent): NewEvent | Refused => {
    const rowNo = rowNos.get(contact)
    if (rowNo === undefined) return absent('contact', contact)
    const campaignId = campaign === null ? null : campaigns.get(campaign)
    if (campaignId === undefined) return absent('campaign', campaign)
    if (campaignId === 'ambiguous')
      return refused('/campaign', `${quote(campaign)} is what several are called: give an id`)
    return { ...event, rowNo, campaignId }
  }
}

function absent(key: 'contact' | 'campaign', text: string | null): Refused {
  return refused(`/${key}`, `There is no ${key} ${quote(text)} in this project.`, 'not_found')
}

const quote = JSON.stringify

/** The UUID of each campaign that events name. */
async function findCampaigns(transaction: Transaction, events: PreparedEvent[]): Promise<Map<string, string>> {
  const texts = [...new Set(events.flatMap(({ campaign }) => campaign ?? []))]
  const among = await findNamed(transaction, transaction.projectId, { kind: 'campaign', texts })
  return new Map(
    texts.flatMap((text) => {
      const id = resolveNamed(text, among)
      return id === undefined ? [] : [[text, parseId('campaign', id) ?? id] as const]
    }),
  )
}

function toReply(judged: (PreparedEvent | NewEvent | Refused)[]): RouteReply<typeof eventsCreate> {
  const errors = judged.flatMap((event, index) => {
    if (isRight(event)) return []
    const { pointer, code, detail } = event.refused
    return { index, pointer: `/events/${index}${pointer}`, code, detail }
  })
  return { accepted: judged.length - errors.length, errors }
}

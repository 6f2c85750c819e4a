import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import { valueText } from '../../parts/value-text.ts'
import { changesIn, type DetailChange } from './changes-in.ts'
import type { Entry } from './timeline-entry.ts'

const STATES: Record<string, string> = {
  queued: 'is waiting to be sent',
  leased: 'is about to be sent',
  sending: 'is being sent',
  sent: 'was sent',
  deferred: 'was put off by the mail server and is tried again',
  failed: 'could not be delivered',
  skipped: 'was not sent',
  uncertain: 'may or may not have been sent',
  cancelled: 'was cancelled',
}

const VERBS: Record<string, string> = {
  sent: 'was sent',
  delivered: 'was delivered',
  opened: 'was opened',
  clicked: 'was clicked',
  bounced: 'came back',
  complained: 'was reported as spam',
  unsubscribed: 'led to an unsubscribe',
  replied: 'was answered',
}

const channelWords = new Map<string, string>(Object.entries(CHANNEL_NAMES))

const STAGES: Record<string, string> = { none: 'no stage' }

/** What happened, as a person would say it; the API's own words where it says them well already. */
export function sentenceOf({ kind, title, details }: Pick<Entry, 'kind' | 'title' | 'details'>): string {
  if (kind === 'delivery')
    return `“${valueText(details.campaign)}” ${STATES[valueText(details.state)] ?? valueText(details.state)}`
  if (kind === 'event') return eventSentence(details)
  if (kind === 'funnel' && details.funnel !== details.before)
    return `Moved from ${stageText(details.before)} to ${stageText(details.funnel)}${details.lost ? ', lost' : ''}`
  if (kind === 'changed') return changedSentence(changesIn(details.changes))
  return title.replaceAll(/"((?:[^"\\]|\\.)*)"/g, (_, text: string) => `“${text.replaceAll(/\\(.)/g, '$1')}”`)
}

const MOST_NAMED = 3

function changedSentence(changes: DetailChange[]): string {
  const [first] = changes
  if (first && changes.length === 1)
    return `${first.name}: ${[first.before, first.after].map((text) => (text === '' ? 'none' : `“${text}”`)).join(' → ')}`
  const named = changes.slice(0, MOST_NAMED).map(({ name }) => name)
  const more = changes.length - named.length
  return `Changed ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function eventSentence({ name, campaign, link, machine }: Entry['details']): string {
  const [, channel = '', verb = ''] = /^(\w+)\.(\w+)$/.exec(valueText(name)) ?? []
  const on = channelWords.get(channel)
  if (on === undefined) return valueText(name)
  const message = campaign ? `“${valueText(campaign)}”` : channel === 'email' ? 'A message' : `A message by ${on}`
  const where = link ? ` (${valueText(link)})` : ''
  return `${message} ${VERBS[verb] ?? verb}${where}${machine ? ' by a machine' : ''}`
}

function stageText(stage: unknown): string {
  const text = valueText(stage)
  return STAGES[text] ?? text.replaceAll('_', ' ')
}

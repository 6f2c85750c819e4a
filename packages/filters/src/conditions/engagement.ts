import { constant, every, hasCode, hasEvents } from '../primitives.ts'
import { instantWithin, presentSecond } from '../window-lowering.ts'
import { CHANNEL_LABELS, CHANNELS } from './channels.ts'
import { longAgoWarning } from './long-ago-warning.ts'
import { causedBy, MESSAGE_EVENTS, messageKind } from './messages.ts'
import { campaignIds, campaignsPart } from './parts/campaigns-part.ts'
import { choicePart } from './parts/choice-part.ts'
import { timesPart } from './parts/count-part.ts'
import { linkPart } from './parts/link-part.ts'
import { toNumberTest } from './parts/number-test-lowering.ts'
import { lowerTest, textTests } from './parts/value-test.ts'
import { whichPart } from './parts/which-part.ts'
import { windowPart } from './parts/window-part.ts'
import { question } from './question/question.ts'
import { refuseCountOfOne } from './refuse-count-of-one.ts'

/** What happened with the messages to a contact. Test sends never count. */
export const engagement = question({
  id: 'engagement',
  summary: 'What happened with the messages to a contact. Events after now and test sends never count.',
  label: 'Engagement',
  group: 'Activity',
  operators: [
    { id: 'did', label: 'did' },
    { id: 'did_not', label: 'did not' },
  ],
  parts: {
    event: choicePart({
      key: 'event',
      label: 'Event',
      options: Object.keys(MESSAGE_EVENTS),
      aliases: new Map([['received', 'sent']]),
      isRequired: true,
    }),
    window: windowPart({ key: 'window', label: 'When' }),
    which: whichPart,
    count: timesPart,
    campaigns: campaignsPart,
    channel: choicePart({ key: 'channel', label: 'Channel', options: CHANNELS, labels: CHANNEL_LABELS }),
    kind: choicePart({ key: 'kind', label: 'Kind', options: ['any', 'marketing', 'transactional'], absent: 'any' }),
    link: linkPart,
    machine: choicePart({
      key: 'machine',
      label: 'By machines',
      options: ['exclude', 'include', 'only'],
      absent: 'exclude',
    }),
  },
  flaws: ({ event, link, which, count }, { report }) => {
    if (link && event !== 'clicked') report('/link', 'Only clicks have a link: leave it out, or ask for "clicked".')
    refuseCountOfOne({ which, count }, report)
  },
  words: ({ event = '', kind = '', machine }, { is, part }) => {
    const [did, didNot] = MESSAGE_EVENTS[event] ?? ['', '']
    const by = { include: ' (counting machines too)', only: ' (counting machines only)' }[machine ?? ''] ?? ''
    const what = `${is ? did : didNot} a ${kind === '' ? '' : `${kind} `}message`
    const of = part('channel', ' on ') + part('campaigns', ' of ') + part('link', ' by a link that ')
    return what + of + part('count', ' ') + part('which', ' ') + part('window', ' ') + by
  },
  lower: ({ event = '', window, which, count, campaigns, channel, kind, link, machine }, { now, catalog }) => {
    const clock = { now, timezone: catalog.timezone }
    const lastCampaigns = campaigns && !Array.isArray(campaigns) ? { lastCampaigns: campaigns.last } : {}
    return hasEvents({
      event: messageKind(event),
      until: presentSecond(clock),
      where: every([
        campaigns ? hasCode('campaign', campaignIds(campaigns, { now, catalog })) : EVERY_EVENT,
        channel ? hasCode('channel', [channel]) : EVERY_EVENT,
        kind ? hasCode('kind', [kind]) : EVERY_EVENT,
        link ? lowerTest(link, textTests, 'link') : EVERY_EVENT,
        causedBy(event, machine),
      ]),
      window: window ? instantWithin('at', window, clock) : EVERY_EVENT,
      ...(which && { which }),
      ...(count && { count: toNumberTest(count) }),
      ...lastCampaigns,
    })
  },
  warn: ({ window }, { is }) => longAgoWarning(!is, window),
  examples: [
    [
      { events: { 'message:opened': [{ at: 1_770_681_601 }] } },
      { event: 'opened', op: 'did', window: { last: '36h' } },
      true,
    ],
    [
      { events: { 'message:opened': [{ at: 1_770_681_600 }] } },
      { event: 'opened', op: 'did', window: { last: '36h' } },
      false,
    ],
    [{ events: { 'message:opened': [{ at: 1_770_000_000, isMachine: true }] } }, { event: 'opened', op: 'did' }, false],
    [
      { events: { 'message:opened': [{ at: 1_770_000_000, isMachine: true }] } },
      { event: 'opened', op: 'did', machine: 'only' },
      true,
    ],
    [{ events: { 'message:sent': [{ at: 1_770_811_201 }] } }, { event: 'received', op: 'did' }, false],
    [
      {
        events: {
          'message:clicked': [
            { at: 1_770_000_000, link: 'https://example.org/pricing', campaign: 'cmp_spring', kind: 'marketing' },
            { at: 1_770_000_001, link: 'https://example.org/', campaign: 'cmp_spring', kind: 'marketing' },
          ],
        },
      },
      {
        event: 'clicked',
        op: 'did',
        link: { op: 'contains', value: '/Pricing' },
        campaigns: ['Spring'],
        count: { op: 'eq', value: 1 },
      },
      true,
    ],
    [
      {
        events: {
          'message:opened': [
            { at: 1_700_000_000, campaign: 'cmp_winter' },
            { at: 1_770_000_000, campaign: 'cmp_spring' },
          ],
        },
      },
      { event: 'opened', op: 'did', which: 'last', window: { before: '30d' }, campaigns: { last: 2 } },
      false,
    ],
    [{}, { event: 'sent', op: 'did', count: { op: 'lte', value: 3 }, channel: 'email', kind: 'transactional' }, true],
    [{}, { event: 'opened', op: 'did' }, false],
    [{}, { event: 'opened', op: 'did_not', window: { last: '60d' } }, true],
  ],
})

const EVERY_EVENT = constant(true)

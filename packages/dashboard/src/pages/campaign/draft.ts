import type { Body } from '@rollcall/sdk'
import type { Campaign, Project } from '../../api.ts'
import type { Written } from '../../message/written.ts'
import type { Channel } from '../../parts/channel-names.ts'
import { lacksOfVersions, toVersion, toVersionDraft, type VersionDraft, type VersionTest } from './versions.ts'

/** What is written of a campaign, as the composer edits it: blank instead of absent. */
export type Draft = Written & {
  name: string
  channel: Channel
  from: string
  fromName: string
  replyTo: string
  /** The id of what it leaves through; null: the default. */
  provider: string | null
  audience: Audience
  /** The id of the topic that it is about; null: about everything. */
  topic: string | null
  plan: Plan
  /** What web statistics are told by the links; null: nothing. */
  utm: UtmDraft | null
  tracking: { opens: boolean; clicks: boolean }
  /** Names of tags that everybody gets who is sent it. */
  tagRecipients: string[]
  /** The id of the template that it was begun with just now. */
  template?: string
  /** Versions B, C and D. */
  variants: VersionDraft[]
  test: VersionTest | null
}

export type Audience = Body<'campaigns.create'>['audience']
export type Plan = NonNullable<Body<'campaigns.create'>['plan']>
export type UtmDraft = Record<(typeof UTM_PARTS)[number], string>

/** The parameters of a link, in the order in which they are asked for. */
export const UTM_PARTS = ['source', 'medium', 'campaign', 'term', 'content'] as const

/** The cards of the composer that may lack something. */
type Card = 'audience' | 'content' | 'sender' | 'links' | 'schedule'

/** What a message begins with. */
export const FIRST_HTML = `<p>Hello {{ contact.firstName | default: "there" }},</p>

<p>Write your message here.</p>

<p style="color: #6b7280; font-size: 13px">
  You get this because you subscribed. <a href="{{ unsubscribe_url }}">Unsubscribe</a>
</p>
`

/** A new campaign from the project's sender, with the plan that it begins with, to nobody yet. */
export function blankDraft(project: Project | undefined): Draft {
  return {
    name: '',
    channel: 'email',
    subject: '',
    preheader: '',
    from: project?.fromEmail ?? '',
    fromName: project?.fromName ?? '',
    replyTo: '',
    provider: null,
    html: FIRST_HTML,
    text: '',
    mjml: '',
    audience: { include: {} },
    topic: null,
    plan: toPlan(project?.campaignDefaults),
    utm: null,
    tracking: EVERYTHING_NOTICED,
    tagRecipients: [],
    variants: [],
    test: null,
  }
}

const EVERYTHING_NOTICED = { opens: true, clicks: true }

function toPlan({ frequencyCap, window }: Partial<Project['campaignDefaults']> = {}): Plan {
  return { ...(frequencyCap && { frequencyCap }), ...(window && { window }) }
}

/** A saved campaign as a draft. */
export function toDraft(campaign: Campaign): Draft {
  const { name, channel, subject, from, html, audience, topic, plan, provider, tagRecipients, utm } = campaign
  return {
    name,
    channel,
    subject,
    from,
    html,
    audience,
    topic,
    plan,
    provider,
    tagRecipients,
    utm: utm && { ...BLANK_UTM, ...utm },
    // A text notices nothing; what becomes mail again begins with everything.
    tracking: channel === 'email' ? campaign.tracking : EVERYTHING_NOTICED,
    preheader: campaign.preheader ?? '',
    fromName: campaign.fromName ?? '',
    replyTo: campaign.replyTo ?? '',
    text: campaign.text ?? '',
    mjml: campaign.mjml ?? '',
    variants: campaign.variants.map(toVersionDraft),
    test: campaign.test,
  }
}

const BLANK_UTM: UtmDraft = { source: '', medium: '', campaign: '', term: '', content: '' }

/** What links are given first: where they stand, and the campaign by its name. */
export function firstUtm(name: string): UtmDraft {
  const campaign = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
  return { ...BLANK_UTM, source: 'newsletter', medium: 'email', campaign: campaign.replace(/^-|-$/g, '') }
}

function toUtm(utm: UtmDraft | null): Body<'campaigns.create'>['utm'] {
  if (utm === null) return null
  const [source, medium, campaign, term, content] = UTM_PARTS.map((part) => utm[part].trim())
  return { source, medium, campaign, ...(term && { term }), ...(content && { content }) }
}

/** The draft as the API takes it; on another channel than e-mail its text alone. */
export function toBody({ html, mjml, ...draft }: Draft): Body<'campaigns.create'> {
  const { name, channel, text, audience, topic, plan, provider, tagRecipients } = draft
  if (channel !== 'email') {
    const variants = draft.variants.map(toVersion)
    const said = { name, channel, text: text.trim() || null, audience, topic, plan, provider, tagRecipients, variants }
    return { ...said, test: draft.test, ...(draft.template !== undefined && { template: draft.template }) }
  }
  return {
    ...draft,
    // MJML is given in place of what it was compiled to.
    ...(mjml.trim() === '' ? { html } : { mjml }),
    preheader: draft.preheader.trim() || null,
    fromName: draft.fromName.trim() || null,
    replyTo: draft.replyTo.trim() || null,
    text: draft.text.trim() || null,
    utm: toUtm(draft.utm),
    variants: draft.variants.map(toVersion),
  }
}

/** The draft as a test message is written from it, whether it is saved or not. */
export function unsavedOf(draft: Draft): Body<'campaigns.test'>['unsaved'] {
  const { name: _name, template: _template, test: _test, tagRecipients: _tags, ...said } = toBody(draft)
  return { ...said, audience: previewedAudience(draft) }
}

/** The message alone, as a template takes it. */
export function messageOf(draft: Draft): Omit<Body<'templates.create'>, 'name'> {
  if (draft.channel !== 'email') return { kind: 'text', text: draft.text.trim() }
  const { subject = '', preheader, html, mjml, text } = toBody(draft)
  return { subject: subject.trim() || null, preheader, html, mjml, text }
}

/** What a draft becomes on another channel. What is written for mail stays until the page is left. */
export function movedTo(channel: Channel, draft: Draft, project: Project | undefined): Partial<Draft> {
  const change = { channel, provider: null, variants: [], test: null }
  if (channel !== 'email') return change
  return { ...change, html: draft.html || FIRST_HTML, from: draft.from || (project?.fromEmail ?? '') }
}

/** A message to begin with; what it does not say is null. */
export type Beginning = {
  html: string
  mjml?: string | null
  text: string | null
  subject: string | null
  preheader: string | null
  template?: string
}

/** What a draft becomes when it begins with a message: subject and preview line stay where that has none. */
export function begunWith(draft: Draft, { html, mjml, text, subject, preheader, template }: Beginning): Partial<Draft> {
  const ofTemplate = template !== undefined && { template }
  if (draft.channel !== 'email') return { text: text ?? '', ...ofTemplate }
  return {
    html,
    mjml: mjml ?? '',
    text: text ?? '',
    subject: subject || draft.subject,
    preheader: preheader || draft.preheader,
    ...ofTemplate,
  }
}

/** Those among whom the preview finds somebody; while nobody is chosen, everyone. */
export function previewedAudience({ audience }: Draft): Audience {
  return hasAudience(audience) ? audience : EVERYONE
}

// One object, so that the preview does not ask again.
const EVERYONE: Audience = { include: { everyone: true } }

/** Whether the audience names anybody. */
export function hasAudience({ include }: Audience): boolean {
  return Boolean(include.everyone || include.filters || include.tags?.length || include.segments?.length)
}

const UTM_NEEDED = UTM_PARTS.slice(0, 3)

/** What each card still lacks before the draft can be saved, in words. */
export function lacksOf(draft: Draft): Record<Card, string[]> {
  const { window, batches } = draft.plan
  const { test, variants } = draft
  const isMail = draft.channel === 'email'
  return {
    audience: lacking([['who gets it', hasAudience(draft.audience)]]),
    content: lacking([
      ['a name', draft.name.trim() !== ''],
      ['the text', isMail || draft.text.trim() !== ''],
      ['a subject', !isMail || draft.subject.trim() !== ''],
      ['the message', !isMail || draft.html.trim() !== '' || draft.mjml.trim() !== ''],
      ['the event that decides', test?.decide?.by !== 'conversions' || Boolean(test.decide.event?.trim())],
    ]).concat(lacksOfVersions(variants)),
    sender: lacking([["the sender's address", !isMail || draft.from.includes('@')]]),
    links: lacking([
      [
        'a UTM source, medium and campaign',
        !isMail || !draft.utm || UTM_NEEDED.every((part) => draft.utm?.[part].trim()),
      ],
    ]),
    schedule: lacking([
      ['hours that open before they close', window === undefined || window.from !== window.to],
      ['one pace: batches do not go with a test that has a winner', !batches || !test?.decide],
    ]),
  }
}

/** The same for the whole draft. */
export function missingParts(draft: Draft): string[] {
  const { audience, content, sender, links, schedule } = lacksOf(draft)
  return [...content, ...sender, ...audience, ...links, ...schedule]
}

function lacking(parts: [part: string, isThere: boolean][]): string[] {
  return parts.filter(([, isThere]) => !isThere).map(([part]) => part)
}

import type { CallId } from '@rollcall/sdk'
import { CAMPAIGN_CALLS } from './campaign-calls.ts'
import type { Sample, SampleCall } from './sample-call.ts'
import { SESSION_CALLS } from './session-calls.ts'
import { TAG_CALLS } from './tag-calls.ts'

const everyone = { match: 'all', conditions: [] }
const subscribed = { conditions: [{ type: 'status', op: 'is', values: ['subscribed'] }] }
const none = (): SampleCall => ({})
const anonymous = (): SampleCall => ({ isAnonymous: true })

/** A call of every route that there is; a route without one is a type error. */
export const SAMPLE_CALLS: Record<CallId, Sample> = {
  ...CAMPAIGN_CALLS,
  ...SESSION_CALLS,
  'system.livez': anonymous,
  'system.readyz': anonymous,
  'system.version': anonymous,
  'system.status': () => ({}),
  'unsubscribe.page': async (things) => ({ params: [await things.unsubscribeToken()], isAnonymous: true }),
  'unsubscribe.now': async (things) => ({ params: [await things.unsubscribeToken()], isAnonymous: true }),

  'preferences.page': async (things) => ({ params: [await things.preferencesToken()], isAnonymous: true }),
  'preferences.change': async (things) => ({ params: [await things.preferencesToken()], isAnonymous: true }),
  'confirm.page': async (things) => ({ params: [await things.confirmToken()], isAnonymous: true }),
  'confirm.now': async (things) => ({ params: [await things.confirmToken()], isAnonymous: true }),
  'forms.list': () => ({ query: '?limit=5' }),
  'forms.create': (things) => ({
    body: {
      name: things.unique(),
      language: 'de',
      title: 'News',
      text: 'I want news.',
      fields: [{ field: 'firstName', label: 'First name' }],
      tags: ['vip'],
      doubleOptIn: false,
      successText: 'Thanks',
      redirectUrl: 'https://example.org/thanks',
    },
  }),
  'forms.get': async (things) => ({ params: [await things.form()] }),
  'forms.update': async (things) => ({ params: [await things.form()], body: { title: 'Other', isActive: true } }),
  'forms.delete': async (things) => ({ params: [await things.form()] }),
  'forms.versions': async (things) => ({ params: [await things.form()] }),
  'forms.restore': async (things) => ({ params: [await things.deletedForm()] }),
  'forms.preview': () => ({ body: { title: 'News', shows: 'form' } }),
  'preferences.preview': () => ({ body: { language: 'de', shows: 'left' } }),
  'forms.signUps': async (things) => ({ params: [await things.form()], query: '?limit=5' }),
  'form.page': async (things) => ({ params: [await things.form()], isAnonymous: true }),
  'form.submit': async (things) => ({ params: [await things.form()], isAnonymous: true }),
  'form.script': async (things) => ({ params: [await things.form()], isAnonymous: true }),
  'contacts.preferencesLink': async (things) => ({ params: [await things.contact()] }),
  'contacts.pause': async (things) => ({
    params: [await things.contact()],
    body: { until: '2999-01-01T00:00:00Z', proof: { source: 'a letter' } },
  }),

  'project.get': none,
  'project.update': () => ({
    body: {
      name: 'Renamed',
      timezone: 'Europe/Berlin',
      fromName: 'Ada',
      fromEmail: 'ada@example.org',
      postalAddress: '1 Main Street',
      defaultFunnelStage: 'aware',
      sendingLimits: { perHour: 100_000, perDomain: [{ domain: 'gmail.com', perHour: 20_000 }] },
    },
  }),
  'names.list': none,
  'people.list': none,
  'people.update': async (things) => ({ params: [await things.person()], body: { role: 'viewer' } }),
  'people.remove': async (things) => ({ params: [await things.person()] }),
  'invitations.list': none,
  'invitations.create': (things) => ({ body: { role: 'viewer', email: things.email() } }),
  'invitations.revoke': async (things) => ({ params: [await things.invitation()] }),
  'demo.get': none,
  'demo.create': async (things) => ({ key: await things.emptyProject(), body: { contacts: 100 } }),
  'demo.remove': none,
  'keys.list': none,
  'keys.create': (things) => ({
    body: { name: things.unique(), scopes: ['contacts:read'], expiresAt: '2999-01-01T00:00:00Z' },
  }),
  'keys.revoke': async (things) => ({ params: [await things.key()] }),
  'keys.rotate': async (things) => ({ params: [await things.key()], body: { overlapHours: 1 } }),
  'audit.list': () => ({ query: '?limit=5&kind=tag&q=v' }),

  'contacts.create': (things) => ({
    query: '?upsert=true',
    body: {
      externalId: things.unique(),
      email: things.email(),
      phone: '+4930901820',
      firstName: 'Ada',
      lastName: 'Lovelace',
      name: 'Ada Lovelace',
      country: 'GB',
      language: 'en',
      timezone: 'Europe/London',
      company: 'Analytical Engines',
      jobTitle: 'Programmer',
      source: 'expo',
      status: 'subscribed',
      funnel: 'aware',
      lost: false,
      tags: ['vip'],
      fields: {},
      channels: { sms: '+4930901820' },
      consent: { sms: 'opted_in' },
      proof: { source: 'form', wording: 'Yes', at: '2026-03-01T09:30:00Z', ip: '192.0.2.1' },
      resubscribe: false,
    },
  }),
  'contacts.list': () => ({ query: '?limit=5&q=ada&status=subscribed' }),
  'contacts.search': () => ({
    body: { filters: everyone, q: 'ada', sort: { field: 'email', direction: 'desc' }, limit: 5 },
  }),
  'contacts.get': async (things) => ({ params: [await things.contact()] }),
  'contacts.update': async (things) => ({ params: [await things.contact()], body: { firstName: 'Grace', tags: [] } }),
  'contacts.delete': async (things) => ({ params: [await things.contact()] }),
  'contacts.erase': async (things) => ({ params: [await things.contact()] }),
  'contacts.accessExport': async (things) => ({ params: [await things.contact()] }),
  'contacts.restore': async (things) => ({ params: [await things.deletedContact()] }),
  'contacts.deleted': () => ({ query: '?limit=5' }),
  'contacts.previewMerge': async (things) => ({
    params: [await things.contact()],
    query: `?from=${await things.contact()}`,
  }),
  'contacts.merge': async (things) => ({
    params: [await things.contact()],
    body: { from: await things.contact(), fields: { email: 'other' } },
  }),
  'contacts.batch': (things) => ({ body: { contacts: [{ email: things.email() }], upsert: true } }),
  'contacts.tags': async (things) => ({ params: [await things.contact()] }),
  'contacts.addTags': async (things) => ({ params: [await things.contact()], body: { tags: ['vip'] } }),
  'contacts.removeTags': async (things) => ({ params: [await things.contact()], body: { tags: ['vip'] } }),
  'contacts.bulk': async (things) => ({
    body: { action: 'add_tags', contacts: [await things.contact()], tags: ['vip'] },
  }),
  'contacts.previewBulk': async (things) => ({ body: { action: 'delete', contacts: [await things.contact()] } }),
  'contacts.profile': async (things) => ({ params: [await things.contact()] }),
  'contacts.engagement': async (things) => ({ params: [await things.contact()] }),
  'contacts.segments': async (things) => ({ params: [await things.contact()] }),
  'contacts.timeline': async (things) => ({ params: [await things.contact()], query: '?limit=5' }),
  'jobs.list': () => ({ query: '?limit=5' }),
  'jobs.get': async (things) => ({ params: [await things.job()] }),
  'jobs.results': async (things) => ({ params: [await things.job()], query: '?limit=5' }),

  'jobs.resultsFile': async (things) => ({ params: [await things.job()] }),
  'jobs.cancel': async (things) => ({ params: [await things.job()] }),
  'jobs.undo': async (things) => ({ params: [await things.finishedJob()] }),

  ...TAG_CALLS,

  'fields.list': () => ({ query: '?stats=true' }),
  'fields.uses': async (things) => ({ params: [await things.field()] }),
  'fields.create': (things) => ({
    body: { key: `f_${things.unique()}`, name: 'Plan', type: 'select', options: ['free', 'pro'], description: 'Which' },
  }),
  'fields.get': async (things) => ({ params: [await things.field()], query: '?stats=true' }),
  'fields.update': async (things) => ({
    params: [await things.field()],
    body: { name: 'Plan', type: 'number', description: null },
  }),
  'fields.previewType': async (things) => ({ params: [await things.field()], body: { type: 'number' } }),
  'fields.delete': async (things) => ({ params: [await things.field()] }),

  'segments.list': () => ({ query: '?limit=5&q=a' }),
  'segments.create': (things) => ({
    body: { name: things.unique(), description: 'All of them', kind: 'dynamic', filters: everyone },
  }),
  'segments.preview': () => ({
    body: {
      filters: everyone,
      at: '2026-03-01T09:30:00Z',
      include: ['sample', 'funnel', 'breakdown'],
      breakdown: { by: 'tag', top: 5 },
    },
  }),
  'segments.get': async (things) => ({ params: [await things.segment()] }),
  'segments.update': async (things) => ({
    params: [await things.segment()],
    body: { name: things.unique(), description: 'Ours' },
  }),
  'segments.delete': async (things) => ({ params: [await things.segment()] }),
  'segments.history': async (things) => ({
    params: [await things.segment()],
    query: '?unit=hour&from=2026-03-01T09:30:00Z&to=2026-03-02T09:30:00Z',
  }),
  'segments.transitions': async (things) => ({
    params: [await things.segment()],
    query: '?limit=5&direction=entered',
  }),
  'segments.transitionPeople': async (things) => ({ params: await things.transition(), query: '?limit=5' }),
  'segments.previewChange': async (things) => ({
    params: [await things.dynamicSegment()],
    body: { filters: everyone },
  }),
  'live.stream': () => ({ query: '?once=true' }),
  'segments.members': async (things) => ({ params: [await things.segment()], query: '?limit=5' }),
  'segments.explain': async (things) => ({
    params: [await things.segment()],
    query: `?contact=${await things.contact()}&at=2026-03-01T00:00:00Z`,
  }),
  'segments.explainFilter': async (things) => ({
    body: { filters: everyone, contact: await things.contact(), at: '2026-03-01T00:00:00Z' },
  }),
  'segments.overlap': async (things) => ({
    body: { segments: [await things.segment(), await things.segment()], at: '2026-03-01T00:00:00Z' },
  }),
  'segments.nearMisses': () => ({ body: { filters: subscribed, condition: '/filters/conditions/0', limit: 5 } }),
  'segments.addContacts': async (things) => ({
    params: [await things.segment()],
    body: { contacts: [await things.contact()] },
  }),
  'segments.removeContacts': async (things) => ({
    params: [await things.segment()],
    body: { contacts: [await things.contact()] },
  }),

  'segments.versions': async (things) => ({ params: [await things.dynamicSegment()], query: '?limit=5' }),
  'segments.diff': async (things) => ({ params: [await things.dynamicSegment()], query: '?from=1&to=1' }),
  'segments.restore': async (things) => ({ params: [await things.dynamicSegment()], body: { version: 1 } }),
  'segments.duplicate': async (things) => ({ params: [await things.segment()], body: { name: things.unique() } }),
  'segments.uses': async (things) => ({ params: [await things.segment()] }),
  'segments.starters': none,

  'views.list': none,
  'views.create': (things) => ({
    body: {
      name: things.unique(),
      filters: everyone,
      columns: ['email'],
      sort: { field: 'email', direction: 'asc' },
      includedTag: null,
    },
  }),
  'views.get': async (things) => ({ params: [await things.view()] }),
  'views.update': async (things) => ({ params: [await things.view()], body: { name: things.unique(), columns: [] } }),
  'views.delete': async (things) => ({ params: [await things.view()] }),

  'imports.create': () => upload('email\nada@example.org\n', { tags: ['expo'] }),
  'imports.preview': () => upload('email\nada@example.org\n', { isCut: true, policies: { email: 'keep' } }),
  'imports.rejectedRows': async (things) => ({ params: [await things.import()], query: '?limit=5' }),
  'imports.previewKept': async (things) => ({ params: [await things.triedImport()], body: {} }),
  'imports.repeat': async (things) => ({ params: [await things.triedImport()], body: { tags: ['expo'] } }),
  'imports.list': () => ({ query: '?limit=5' }),
  'imports.get': async (things) => ({ params: [await things.import()] }),
  'imports.rejects': async (things) => ({ params: [await things.import()] }),

  'imports.cancel': async (things) => ({ params: [await things.import()] }),
  'imports.people': async (things) => ({ params: [await things.finishedImport()], query: '?outcome=updated&limit=5' }),
  'imports.undo': async (things) => ({ params: [await things.finishedImport()] }),
  'imports.samples': async (things) => ({ params: [await things.import()] }),

  'exports.create': async (things) => ({
    body: { contacts: [await things.contact()], format: 'jsonl', columns: ['email', 'tags'] },
  }),
  'exports.list': () => ({ query: '?limit=5' }),
  'exports.get': async (things) => ({ params: [await things.finishedExport()] }),
  'exports.file': async (things) => ({ params: [await things.finishedExport()] }),

  'events.names': none,
  'events.properties': () => ({ query: '?name=order.paid' }),
  'events.create': async (things) => ({
    body: {
      events: [
        {
          contact: await things.contact(),
          name: 'email.clicked',
          at: '2026-03-01T09:30:00Z',
          id: things.unique(),
          campaign: await things.campaign(),
          link: 'https://example.org/pricing',
          machine: false,
          kind: 'marketing',
          properties: { position: 2, words: ['a'] },
        },
      ],
    },
  }),

  'topics.list': () => ({ query: '?limit=5&includeInactive=true' }),
  'topics.create': (things) => ({
    body: {
      name: things.unique(),
      description: 'Once a month',
      default: 'opt_out',
      visibility: 'private',
      displayOrder: 1,
      isActive: true,
    },
  }),
  'topics.get': async (things) => ({ params: [await things.topic()] }),
  'topics.update': async (things) => ({
    params: [await things.topic()],
    body: { name: things.unique(), description: null, default: 'opt_in', visibility: 'public', isActive: false },
  }),
  'topics.delete': async (things) => ({ params: [await things.topic()] }),
  'topics.uses': async (things) => ({ params: [await things.topic()] }),
  'topics.subscribe': async (things) => ({
    params: [await things.topic()],
    body: { contact: await things.contact(), proof: { source: 'form' } },
  }),
  'topics.unsubscribe': async (things) => ({
    params: [await things.topic()],
    body: { contact: await things.contact() },
  }),
  'contacts.topics': async (things) => ({ params: [await things.contact()] }),

  'funnel.get': async (things) => ({ query: `?q=a&tag=${await things.tag()}` }),
  'funnel.people': () => ({ query: '?stage=none&lost=false&limit=5' }),
  'funnel.history': () => ({ query: '?days=7' }),
  'funnel.move': async (things) => ({ body: { tag: await things.tag(), stage: 'customer' } }),

  'pipelines.list': () => ({ query: '?limit=5' }),
  'pipelines.create': (things) => ({ body: { name: things.unique(), stages: ['New', 'Qualified'] } }),
  'pipelines.get': async (things) => ({ params: [(await things.pipeline()).id] }),
  'pipelines.update': async (things) => ({
    params: [(await things.pipeline()).id],
    body: { name: things.unique(), stages: ['New', { name: 'Proposal' }] },
  }),
  'pipelines.delete': async (things) => ({ params: [(await things.pipeline()).id] }),

  'opportunities.list': async (things) => {
    const { id } = await things.pipeline()
    return { query: `?limit=5&pipeline=${id}&stage=New&status=open&contact=${await things.contact()}&sort=value` }
  },
  'opportunities.create': async (things) => ({
    body: {
      contact: await things.contact(),
      name: 'Analytical engine',
      pipeline: (await things.pipeline()).id,
      stage: 'New',
      status: 'open',
      value: 1_000,
    },
  }),
  'opportunities.get': async (things) => ({ params: [await things.opportunity()] }),
  'opportunities.update': async (things) => ({
    params: [await things.opportunity()],
    body: { name: 'Difference engine', stage: 'Qualified', status: 'won', value: 2_000.5 },
  }),
  'opportunities.delete': async (things) => ({ params: [await things.opportunity()] }),

  'suppressions.list': () => ({ query: '?limit=5&q=a&reason=manual&marketingOnly=false' }),
  'suppressions.summary': none,
  'suppressions.export': () => ({ query: '?reason=bounce' }),
  'suppressions.import': () => upload('email\nada@example.org\n', { reason: 'bounce', note: 'From before' }),
  'suppressions.remove': async (things) => ({ body: { ids: [await things.suppression()], reason: 'asked' } }),
  'suppressions.update': async (things) => ({
    params: [await things.suppression()],
    body: { note: 'Asked by phone', marketingOnly: true },
  }),
  'suppressions.create': (things) => ({
    body: { email: things.email(), reason: 'manual', marketingOnly: true, note: 'asked by phone' },
  }),
  'suppressions.delete': async (things) => ({ params: [await things.suppression()], query: '?reason=asked' }),

  'catcher.list': () => ({ query: '?limit=5&q=hello' }),
  'catcher.get': async (things) => ({ params: [await things.message()] }),
  'catcher.raw': async (things) => ({ params: [await things.message()] }),
  'catcher.clear': none,
}

/** A form with a file and options, as bytes. */
export function upload(csv: string, options: unknown): SampleCall {
  const part = (head: string, content: string) =>
    `--edge\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`
  const body = Buffer.from(
    `${part('name="file"; filename="people.csv"', csv)}${part('name="options"', JSON.stringify(options))}--edge--\r\n`,
  )
  return { body, headers: { 'content-type': 'multipart/form-data; boundary=edge' } }
}

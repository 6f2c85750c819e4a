import type { CallId } from '@rollcall/sdk'
import type { Sample } from './sample-call.ts'
import { sampleCampaign } from './sample-campaigns.ts'

const everyone = { match: 'all', conditions: [] }

/** A call of every route of campaigns, templates and sending domains. */
export const CAMPAIGN_CALLS = {
  'campaigns.list': () => ({ query: '?limit=5' }),
  'campaigns.create': (things) => ({ body: sampleCampaign(things.unique()) }),
  'campaigns.get': async (things) => ({ params: [await things.campaign()] }),
  'campaigns.update': async (things) => ({ params: [await things.campaign()], body: { subject: 'New' } }),
  'campaigns.delete': async (things) => ({ params: [await things.campaign()] }),
  'campaigns.audience': async (things) => ({ params: [await things.campaign()] }),
  'campaigns.previewAudience': () => ({
    body: { audience: { include: { tags: [], segments: [], filters: everyone }, exclude: { tags: [] } } },
  }),
  'campaigns.preview': async (things) => ({
    params: [await things.campaign()],
    query: `?contact=${await things.contact()}`,
  }),
  'campaigns.previewUnsaved': async (things) => ({
    body: { subject: 'Hi', html: '<p>{{ contact.firstName }}</p>', contact: await things.contact() },
  }),
  'campaigns.test': async (things) => ({
    params: [await things.campaign()],
    body: { to: [things.email()], contact: await things.contact() },
  }),
  'campaigns.useTemplate': async (things) => ({
    params: [await things.campaign()],
    body: { template: 'starter:welcome' },
  }),
  'testLists.list': () => ({}),
  'testLists.save': (things) => ({ body: { name: things.unique(), to: [things.email()] } }),
  'testLists.delete': async (things) => ({ params: [await things.testList()] }),
  'templates.list': () => ({ query: '?limit=5' }),
  'templates.create': (things) => ({ body: { name: things.unique(), html: '<p>Hello</p>' } }),
  'templates.get': async (things) => ({ params: [await things.template()] }),
  'templates.update': async (things) => ({ params: [await things.template()], body: { subject: 'New' } }),
  'templates.delete': async (things) => ({ params: [await things.template()] }),
  'templates.uses': async (things) => ({ params: [await things.template()] }),
  'templates.starters': () => ({}),
  'campaigns.resend': async (things) => ({
    params: [await things.launchedCampaign()],
    body: { to: 'not_opened', name: 'Again', subject: 'Did you see this?' },
  }),
  'campaigns.checks': async (things) => ({ params: [await things.campaign()], query: '?links=false' }),
  'campaigns.checkUnsaved': () => ({ body: { subject: 'Hi', html: '<p>Hi</p>', links: false } }),
  'campaigns.launch': async (things) => ({ params: [await things.campaign()] }),
  'campaigns.schedule': async (things) => ({
    params: [await things.campaign()],
    body: { at: new Date(Date.now() + 86_400_000).toISOString() },
  }),
  'campaigns.pause': async (things) => ({ params: [await things.launchedCampaign()] }),
  'campaigns.resume': async (things) => ({ params: [await things.pausedCampaign()] }),
  'campaigns.cancel': async (things) => ({ params: [await things.launchedCampaign()] }),
  'campaigns.archive': async (things) => ({ params: [await things.campaign()], body: { archived: true } }),
  'campaigns.duplicate': async (things) => ({ params: [await things.campaign()], body: {} }),
  'campaigns.results': async (things) => ({ params: [await things.campaign()] }),
  'campaigns.links': async (things) => ({ params: [await things.campaign()] }),
  'campaigns.linkMap': async (things) => ({ params: [await things.launchedCampaign()] }),
  'campaigns.versions': async (things) => ({ params: [await things.testedCampaign()] }),
  'campaigns.chooseWinner': async (things) => ({ params: [await things.testedCampaign()], body: { version: 'B' } }),
  'campaigns.timeline': async (things) => ({ params: [await things.launchedCampaign()], query: '?by=day' }),
  'campaigns.inboxProviders': async (things) => ({ params: [await things.launchedCampaign()] }),
  'campaigns.domains': async (things) => ({ params: [await things.launchedCampaign()] }),
  'campaigns.tags': async (things) => ({ params: [await things.launchedCampaign()] }),
  'campaigns.conversions': async (things) => ({
    params: [await things.launchedCampaign()],
    query: '?event=purchased&withinDays=30&value=total',
  }),
  'campaigns.compare': async (things) => ({
    query: `?ids=${await things.campaign()},${await things.launchedCampaign()}`,
  }),
  'campaigns.exportDeliveries': async (things) => ({ params: [await things.launchedCampaign()] }),
  'campaigns.listShares': async (things) => ({ params: [await things.campaign()] }),
  'campaigns.share': async (things) => ({ params: [await things.campaign()], body: { days: 30 } }),
  'campaigns.unshare': async (things) => {
    const { campaign, id } = await things.share()
    return { params: [campaign, id] }
  },
  'campaigns.shared': async (things) => ({ params: [(await things.share()).token], isAnonymous: true }),
  'campaigns.sharedPage': async (things) => ({ params: [(await things.share()).token], isAnonymous: true }),
  'campaigns.deliveries': async (things) => ({ params: [await things.campaign()], query: '?limit=5' }),
  'reputation.get': () => ({}),
  'reputation.override': () => ({ body: { reason: 'The list was cleaned', hours: 1 } }),
  'reputation.endOverride': () => ({}),
  'statistics.get': () => ({ query: '?days=7&by=week' }),
  'deliveries.list': () => ({ query: '?limit=5&q=a&state=sent' }),
  'deliveries.get': async (things) => ({ params: [await things.delivery()] }),
  'sending.send': (things) => ({
    body: {
      recipientType: 'email',
      recipientEmail: things.email(),
      from: 'hello@example.org',
      fromName: 'Acme',
      replyTo: 'help@example.org',
      bcc: ['archive@example.org'],
      subject: 'Order {{ number }}',
      template: '<p>Order {{ number }} has shipped.</p>',
      variables: { number: 7 },
      providerType: 'migma',
      transactional: true,
      attachments: [{ filename: 'bill.txt', content: 'VGVu', contentType: 'text/plain' }],
    },
  }),
  'sending.sendText': async (things) => ({
    body: {
      to: '+15005550006',
      text: 'Your code is {{ code }}',
      variables: { code: '1234' },
      providerType: await things.textProvider(),
    },
  }),
  'sending.getBatchStatus': async (things) => ({ params: [await things.sending()] }),
  'providers.list': () => ({ query: '?limit=5' }),
  'providers.kinds': () => ({}),
  'providers.create': (things) => ({
    body: { kind: 'resend', name: things.unique(), settings: { apiKey: 're_123456789012' }, isDefault: false },
  }),
  'providers.get': async (things) => ({ params: [await things.provider()] }),
  'providers.update': async (things) => ({ params: [await things.provider()], body: { name: things.unique() } }),
  'providers.delete': async (things) => ({ params: [await things.provider()] }),
  'providers.test': async (things) => ({ params: [await things.provider()] }),
  'domains.list': () => ({ query: '?limit=5' }),
  'domains.create': (things) => ({ body: { domain: `${things.unique()}.example.org` } }),
  'domains.get': async (things) => ({ params: [await things.domain()] }),
  'domains.update': async (things) => ({
    params: [await things.domain()],
    body: { reportsTo: 'dmarc@example.org', returnPath: null },
  }),
  'domains.check': async (things) => ({ params: [await things.domain()] }),
  'domains.delete': async (things) => ({ params: [await things.domain()] }),
  'trackingHost.get': () => ({}),
  'trackingHost.update': () => ({ body: { host: null } }),
  'trackingHost.check': () => ({}),
} satisfies Partial<Record<CallId, Sample>>

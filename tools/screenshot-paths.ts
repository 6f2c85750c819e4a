import { setTimeout as sleep } from 'node:timers/promises'
import type { Rollcall } from '@rollcall/sdk'

/**
 * The pages that are pictured, by the names of their files. A page is one line here; what it is to show is in the demo data
 * already or made in `prepare`. The browser has fonts for Latin letters only: `q=emm` finds people whose names need no others.
 */
export async function screenshotPaths(client: Rollcall): Promise<Record<string, string>> {
  const { segment, other, campaign, letter, shared, draft, person, twin, message, tag, field, topic, job } =
    await prepare(client)
  const template = await prepareTemplates(client)
  const imports = await prepareImports(client)
  return {
    ...pathsOfPeople({ person, twin, job }),
    tags: '/tags',
    'tags-grid': '/tags?as=grid',
    tag: `/tags/${tag}`,
    'tags-audit': '/tags/audit',
    segments: '/segments',
    segment: `/segments/${segment}`,
    'segment-near': `/segments/${segment}?look=near`,
    'segment-breakdown': `/segments/${segment}?look=breakdown&by=country`,
    'segment-why': `/segments/${segment}?contact=${person}`,
    'segment-history': `/segments/${segment}?look=history`,
    'segment-versions': `/segments/${other}?look=versions`,
    'segment-new': '/segments/new',
    overlap: `/segments/overlap?segments=${inAddress([segment, other])}`,
    funnel: '/funnel',
    'funnel-history': '/funnel?open=history',
    opportunities: '/opportunities',
    'opportunities-list': '/opportunities?view=list',
    import: '/import',
    'import-map': `/import?step=map&import=${imports.tried}`,
    'import-review': `/import?import=${imports.tried}`,
    'import-done': `/import?import=${imports.done}`,
    campaigns: '/campaigns',
    'campaign-new': '/campaigns/new',
    'campaign-draft': `/campaigns/${draft}?when=at&zone=Asia%2FJakarta`,
    'campaign-begun': `/campaigns/new?template=${template}`,
    results: `/campaigns/${letter}`,
    'results-fresh': `/campaigns/${campaign}`,
    'results-links': `/campaigns/${letter}?look=links`,
    'results-groups': `/campaigns/${letter}?look=groups&event=purchase`,
    'results-everyone': `/campaigns/${letter}?look=deliveries`,
    'results-shared': `/shared/${shared}`,
    'campaigns-compare': `/campaigns/compare?ids=${inAddress([letter, campaign])}`,
    templates: '/templates',
    template: `/templates/${template}`,
    'template-looks': `/templates/${template}?look=all`,
    'template-new': '/templates/new?from=starter:event',
    mail: `/mail?message=${message}`,
    ...(await prepareSending(client, letter)),
    ...(await prepareForms(client)),
    ...settingsPaths({ field, topic }),
  }
}

function settingsPaths({ field, topic }: Record<'field' | 'topic', string>): Record<string, string> {
  return {
    settings: '/settings/project',
    'settings-people': '/settings/people',
    'settings-keys': '/settings/keys',
    'settings-fields': `/settings/fields?field=${field}`,
    'settings-topics': `/settings/topics?topic=${topic}`,
    'settings-audit': '/settings/audit',
    'settings-account': '/settings/account',
  }
}

function pathsOfPeople({ person, twin, job }: Record<'person' | 'twin' | 'job', string>) {
  return {
    contacts: '/contacts?q=emm',
    'contacts-filter': `/contacts?filters=${inAddress(IN_INDONESIA)}`,
    'contacts-person': `/contacts?q=emm&person=${person}`,
    'contacts-export': '/contacts?q=emm&panel=export',
    'contacts-bulk': `/contacts?q=emm&job=${job}`,
    person: `/contacts/${person}`,
    'person-privacy': `/contacts/${person}/privacy`,
    merge: `/contacts/${person}/merge?with=${twin}`,
  }
}

const IN_INDONESIA = { match: 'all', conditions: [{ type: 'field', field: 'country', op: 'is', values: ['ID'] }] }

function inAddress(value: unknown): string {
  return encodeURIComponent(JSON.stringify(value))
}

/** The segment with the longest rule, another, and the demo's campaign, sent to the people of that segment. */
async function prepare(client: Rollcall) {
  const segments = (await client.segments.list({ limit: 100 })).data
  const [longest, ...others] = segments.toSorted((a, b) => b.sentence.length - a.sentence.length)
  const other = others.toSorted((a, b) => b.count - a.count)[0]
  const campaigns = (await client.campaigns.list()).data
  const draft = campaigns.find(({ status }) => status === 'draft')
  const letter = campaigns.find(({ status }) => status === 'sent')
  const [person, twin] = (await client.contacts.search({ q: 'emm', limit: 2 })).data
  if (!longest || !other || !draft || !letter || !person || !twin)
    throw new Error('The demo has no segments, campaign or people.')
  await prepareVersions(client, other)
  // That takes seconds; the demo's own audience would take minutes.
  await client.campaigns.update(draft.id, { audience: { include: { segments: [longest.id] } } })
  await client.campaigns.launch(draft.id)
  while ((await client.campaigns.get(draft.id)).status === 'sending') await sleep(500)
  const [message] = (await client.catcher.list()).data
  await client.keys.create({ name: 'Web shop', scopes: ['contacts:write', 'segments:read'] })
  await client.invitations.create({ role: 'marketer', email: 'grace@quietsummit.example' })
  const copy = await client.campaigns.duplicate(draft.id, { name: draft.name })
  return {
    segment: longest.id,
    other: other.id,
    campaign: draft.id,
    letter: letter.id,
    shared: (await client.campaigns.share(letter.id, {})).token,
    draft: copy.id,
    person: person.id,
    twin: twin.id,
    message: message?.id,
    tag: (await client.tags.get('VIP')).id,
    field: 'plan',
    topic: (await client.topics.get('Sales')).id,
    job: await prepareBulk(client),
  }
}

/** An account, a domain, limits, and an entry of the suppression list, with the pages that show them. */
async function prepareSending(client: Rollcall, letter: string): Promise<Record<string, string>> {
  const [clicked] = (await client.campaigns.deliveries(letter, { clicked: true, limit: 1 })).data
  const settings = { region: 'eu-central-1', accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'not-a-real-key' }
  const { id: provider } = await client.providers.create({ kind: 'ses', name: 'SES in Frankfurt', settings })
  const { id: domain } = await client.domains.create({ domain: 'quietsummit.example' })
  await client.project.update({
    sendingLimits: { perHour: 50_000, perDomain: [{ domain: 'gmail.com', perHour: 10_000 }] },
  })
  await client.suppressions.create({ email: 'press@larch-media.example', note: 'Asked by phone on 3 March' })
  await client.suppressions.create({ email: 'old@birch-clinic.example', reason: 'bounce' })
  const { id: entry } = await client.suppressions.create({
    email: 'noor@northstar-guides.example',
    reason: 'complaint',
  })
  return {
    statistics: '/statistics?days=90&by=week',
    log: '/log?q=emm',
    'log-message': `/log?campaign=${letter}&message=${clicked?.id}`,
    suppressions: `/suppressions?entry=${entry}`,
    'suppression-new': '/suppressions?new=true',
    'suppression-import': '/suppressions?import=true',
    'settings-sending': '/settings/sending',
    'settings-providers': '/settings/providers',
    'settings-provider': `/settings/providers?provider=${provider}`,
    'settings-provider-new': '/settings/providers?new=true&kind=ses',
    'settings-domains': `/settings/domains?domain=${domain}&at=route53`,
  }
}

/** A form that said something else before, another one, and who filled them in. */
async function prepareForms(client: Rollcall): Promise<Record<string, string>> {
  await client.project.update({
    fromEmail: 'hello@quietsummit.example',
    branding: { color: '#2e6b4f' },
    preferenceCentre: {
      texts: { en: { title: 'Your mail from Quiet Summit', text: 'Take what you like, leave the rest.' } },
    },
  })
  const { id } = await client.forms.create({
    name: 'Newsletter in the footer',
    title: 'Walks in your inbox',
    text: 'I want to get the newsletter of Quiet Summit.',
    fields: [{ field: 'firstName', label: 'First name' }],
    topics: ['Sales'],
    tags: ['VIP'],
  })
  await client.forms.update(id, {
    text: 'I want to get the newsletter of Quiet Summit, about once a month. I can unsubscribe at any time.',
    fields: [
      { field: 'firstName', label: 'First name' },
      { field: 'country', label: 'Where you live', required: true },
    ],
  })
  const at = { title: 'Spring fair', doubleOptIn: false }
  const { id: fair } = await client.forms.create({ name: 'At the spring fair', ...at })
  await client.forms.update(fair, { isActive: false })
  for (const [place, name] of ['noor', 'emma', 'otto'].entries())
    await fillIn(await client.forms.get(id), { name, place })
  return {
    forms: '/signup-forms',
    'form-new': '/signup-forms/new',
    form: `/signup-forms/${id}`,
    'form-embed': `/signup-forms/${id}?part=embed`,
    'form-sign-ups': `/signup-forms/${id}?part=sign-ups`,
    'form-wordings': `/signup-forms/${id}?part=wordings`,
    'settings-preferences': '/settings/preferences',
    'page-form': `/forms/${id}`,
    'page-preferences': await preferencesPath(client),
  }
}

/** As somebody does who takes a moment to type. */
async function fillIn({ url }: { url: string }, { name, place }: { name: string; place: number }) {
  const page = await (await fetch(url)).text()
  const ticket = /name="ticket" value="([^"]+)"/.exec(page)?.[1] ?? ''
  await sleep(2_100)
  const body = new URLSearchParams({
    email: `${name}@visitor-${place}.example`,
    firstName: name,
    country: 'NL',
    ticket,
  })
  await fetch(url, { method: 'POST', body })
}

async function preferencesPath(client: Rollcall): Promise<string> {
  const [person] = (await client.contacts.search({ q: 'emm', limit: 1 })).data
  const { url } = await client.contacts.preferencesLink(person?.id ?? '')
  return new URL(url).pathname
}

/** Two templates, one of which a campaign began with. */
async function prepareTemplates(client: Rollcall): Promise<string> {
  const [welcome, news] = (await client.templates.starters()).data
  if (!welcome || !news) throw new Error('There are no starters.')
  const keep = ({ subject, preheader, html }: typeof welcome, name: string) =>
    client.templates.create({ name, subject, preheader, html })
  const { id } = await keep(welcome, 'First steps')
  await keep(news, 'Monthly letter')
  const [latest] = (await client.campaigns.list({ limit: 1 })).data
  if (latest) await client.campaigns.update(latest.id, { template: id })
  return id
}

/** A rule that was changed and changed back. */
async function prepareVersions(client: Rollcall, { id, filters }: { id: string; filters?: unknown }) {
  await client.segments.update(id, { filters: IN_INDONESIA })
  // why: it is the rule that the API itself gave.
  await client.segments.update(id, { filters: filters as typeof IN_INDONESIA })
}

async function prepareBulk(client: Rollcall): Promise<string> {
  const job = await client.contacts.bulk({ action: 'add_tags', tags: ['Beta User'], q: 'emm' })
  while (['pending', 'processing'].includes((await client.jobs.get(job.id)).status)) await sleep(200)
  return job.id
}

const GUESTS = `Email,First name,Last name,Country,Came on
emma.lind@northstar-guides.example,Emma,Lind,Sweden,2026-03-14
noor.haddad@birch-clinic.example,Noor,Haddad,Netherlands,2026-03-14
otto.brandt@larch-media.example,Otto,Brandt,Germany,2026-04-11
otto.brandt.larch-media.example,Otto,Brandt,Germany,2026-04-11
lea.moreau@ridge-studio.example,Léa,Moreau,France,2026-05-09
`

/** A file that was only tried, and one that was imported. */
async function prepareImports(client: Rollcall) {
  const file = new Blob([GUESTS])
  const give = async (options: { dryRun?: boolean }) => {
    const { id } = await client.imports.create({ file, fileName: 'guests-of-the-spring-walks.csv', options })
    while (!['completed', 'failed'].includes((await client.imports.get(id)).status)) await sleep(200)
    return id
  }
  return { tried: await give({ dryRun: true }), done: await give({ dryRun: false }) }
}

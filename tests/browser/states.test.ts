import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'
import { untilQuiet } from './until-quiet.ts'

// Each tries another way from text to script: markup, an attribute, a template, an address.
const PROBES = [
  '<img src=x onerror="window.hacked=1">',
  '"><svg onload="window.hacked=1">',
  '{{constructor.constructor("window.hacked=1")()}}',
  'javascript:window.hacked=1',
]

const LOOKS = ['phone', 'dark', 'images', 'text', 'all']

describe('the dashboard, when things are not as usual', () => {
  let dashboard: OpenDashboard
  let page: Page
  const open = (path: string) => page.goto(dashboard.address + path)
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor()

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
  })
  afterAll(() => dashboard.close())

  const EMPTY: [path: string, title: string, firstStep: RegExp][] = [
    ['/contacts', 'There is nobody here yet', /Import a CSV/],
    ['/tags', 'There are no tags yet', /New tag/],
    ['/segments', 'There are no segments yet', /New segment/],
    ['/opportunities', 'There is no pipeline yet', /Create a pipeline/],
    ['/funnel?open=history', 'Nobody has moved yet', /History/],
    ['/campaigns', 'There are no campaigns yet', /New campaign/],
    ['/templates', 'There are no templates yet', /New template/],
    ['/templates/tpl_00000000000000000000000000', 'This template is not here', /Templates/],
    ['/mail', 'No mail yet', /Write a campaign/],
    ['/suppressions', 'The list is empty', /Add an address/],
    ['/suppressions?q=nobody@example.org', 'It is not on the list', /Add an address/],
    ['/settings/providers', 'Mail leaves through the built-in sending', /Add a provider/],
    ['/settings/domains', 'There are no domains yet', /Add a domain/],
    ['/contacts/con_00000000000000000000000000', 'This person is not here', /Contacts/],
    ['/segments/seg_00000000000000000000000000', 'This segment is not here', /Segments/],
    ['/no-such-page', 'There is no page at this address', /Go to the contacts/],
  ]
  it.each(EMPTY)('%s says what belongs there and offers the first step', async (path, title, firstStep) => {
    await open(path)
    await says(title)
    await page
      .locator('main')
      .or(page.locator('body'))
      .getByRole('link', { name: firstStep })
      .or(page.getByRole('button', { name: firstStep }))
      .first()
      .waitFor()
  })

  it('says what went wrong with its request id, and gets over it with one click', async () => {
    const problem = {
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        code: 'internal',
        detail: 'The tags could not be read.',
        help: 'Try again.',
        request_id: 'req_42',
      }),
    }
    await page.route('**/v1/tags?*', (route) => route.fulfill(problem))
    await open('/tags')
    await says('The tags could not be read.')
    await says('req_42')
    await page.unroute('**/v1/tags?*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await says('There are no tags yet')
  })

  it('says so when nothing answers', async () => {
    await page.route('**/v1/segments?*', (route) => route.abort())
    await open('/segments')
    await says('Check that Rollcall is running, then try again.')
    await page.unroute('**/v1/segments?*')
  })

  it('shows what is wrong at the very condition', async () => {
    await dashboard.client.tags.create({ name: 'kept' })
    const filters = {
      match: 'all',
      conditions: [
        { type: 'tag', op: 'has_any', tags: ['kept'] },
        { match: 'any', conditions: [{ type: 'tag', op: 'has_any', tags: ['gone'] }] },
      ],
    }
    await open(`/segments/new?filters=${encodeURIComponent(JSON.stringify(filters))}`)
    const alert = page.locator('fieldset fieldset').getByRole('alert')
    await alert.getByText('There is no tag "gone"').waitFor()
    expect(await page.getByRole('alert').filter({ hasText: 'gone' }).count()).toBe(1)
  })

  it('survives an address that somebody has mangled', async () => {
    for (const filters of [
      '1',
      '{"match":"all"}',
      '{"match":"all","conditions":[{"type":"no-such"}]}',
      '{"match":"all","conditions":[null]}',
    ]) {
      await open(`/contacts?filters=${encodeURIComponent(filters)}&q=1&sort=toString`)
      await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor()
    }
  })

  it('asks a stranger to sign in, and knows where they wanted to go', async () => {
    const visitor = await dashboard.newStranger()
    await visitor.goto(`${dashboard.address}/segments?q=vip`)
    await visitor.waitForURL((url) => url.pathname === '/sign-in' && url.searchParams.get('next') === '/segments?q=vip')
    await visitor.context().close()
  })

  it('asks to sign in again when the session ends while its pages are open', async () => {
    const visitor = await dashboard.newPage()
    await visitor.goto(`${dashboard.address}/segments`)
    await visitor.getByRole('heading', { name: 'Segments', level: 1 }).waitFor()
    await visitor.context().clearCookies()
    // What a page asks by itself may notice it first.
    await visitor.keyboard.press('g')
    await visitor.keyboard.press('t')
    const places = ['/segments', '/tags']
    await visitor.waitForURL(
      (url) => url.pathname === '/sign-in' && places.includes(url.searchParams.get('next') ?? ''),
    )
    await visitor.context().close()
  })

  it('runs nothing that people typed into names, tags, files and messages', async () => {
    const { client } = dashboard
    await enterProbes(client)
    const html = `<p>Probe</p><script>parent.hacked=1</script><img src=x onerror="parent.hacked=1"><a href="javascript:parent.hacked=1">go</a><a href="{{ unsubscribe_url }}">Unsubscribe</a>`
    const { id } = await client.campaigns.create({
      name: PROBES[0] ?? '',
      subject: PROBES[1] ?? '',
      from: 'a@example.org',
      html,
      audience: { include: { everyone: true } },
    })
    const ofResults = await sendProbes(client, { html, other: id })
    const template = await enterTemplate(client, html)
    const contact = await client.contacts.get('probe-0@example.org')
    const segments = await client.segments.list()
    const paths = [
      '/contacts',
      `/contacts/${contact.id}`,
      `/contacts/${contact.id}/privacy`,
      '/tags',
      '/tags?as=grid',
      '/tags/audit',
      '/segments',
      `/segments/${segments.data[0]?.id}`,
      '/funnel',
      '/opportunities',
      '/opportunities?view=list',
      '/opportunities?setup=edit',
      `/segments/${segments.data[0]?.id}?look=history`,
      `/segments/${segments.data[0]?.id}?look=versions`,
      '/import',
      ...(await enterFiles(client)),
      ...(await enterSending(client)),
      ...(await enterForms(client)),
      ...['keys', 'fields?field=probe_0', 'topics', 'preferences', 'audit'].map((part) => `/settings/${part}`),
      '/campaigns',
      '/statistics',
      `/log?message=${(await client.deliveries.list({ limit: 1 })).data[0]?.id}`,
      ...ofResults,
      ...pathsOfMessages({ template, campaign: id, contact: contact.id }),
      `/campaigns/${id}`,
    ]
    for (const path of paths) {
      await open(path)
      await untilQuiet(page)
      expect({ path, hacked: await page.evaluate('window.hacked') }).toEqual({ path, hacked: undefined })
    }
    const preview = page.frameLocator('iframe[title="Preview of the message"]')
    await preview.getByText('Probe').waitFor()
    await preview.getByRole('link', { name: 'go' }).click()
    await untilQuiet(page)
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    // Some fifty places.
  }, 180_000)

  it('threw no error and asked nobody else', () => {
    // Chromium itself says that it has kept the scripts of the message from running.
    expect(
      dashboard.troubles.filter(
        (trouble) => !/Blocked script execution|sandboxed|Content Security Policy/.test(trouble),
      ),
    ).toEqual([])
  })
})

/** Into files of people, one tried and one imported. */
async function enterFiles(client: OpenDashboard['client']): Promise<string[]> {
  const cells = PROBES.map((probe) => `"${probe.replaceAll('"', '""')}"`).join(',')
  const file = new Blob([`email,${cells}\nprobe@example.org,${cells}\nbroken,${cells}\n`])
  const tried = await client.imports.create({ file, fileName: PROBES[0], options: { dryRun: true } })
  const imported = await client.imports.create({ file, fileName: PROBES[1] })
  await until(
    () => client.imports.get(imported.id),
    ({ status }) => status === 'completed',
  )
  return [`/import?step=map&import=${tried.id}`, `/import?import=${tried.id}`, `/import?import=${imported.id}`]
}

/** A form of probes; gives the pages about it, and the one that people see. */
async function enterForms(client: OpenDashboard['client']): Promise<string[]> {
  const [name = '', title = '', text = ''] = PROBES
  const texts = { en: { title, text } }
  await client.project.update({ preferenceCentre: { texts } })
  const fields = [{ field: 'firstName', label: title }]
  const { id } = await client.forms.create({ name, title, text, fields, successText: text, doubleOptIn: false })
  const parts = ['edit', 'embed', 'wordings'].map((part) => `/signup-forms/${id}?part=${part}`)
  return ['/signup-forms', ...parts, `/signup-forms/${id}?shows=sent`, `/forms/${id}`]
}

/** Sends a campaign of probes, with clicks on links that are ones; gives the pages about it. */
async function sendProbes(client: OpenDashboard['client'], { html, other }: { html: string; other: string }) {
  const asLink = (probe: string) => `<a href='https://example.org/?q=${probe.replaceAll('{{', '')}'>x</a>`
  const links = PROBES.map(asLink).join('')
  const { id: sent } = await client.campaigns.create({
    name: PROBES[0] ?? '',
    subject: PROBES[1] ?? '',
    from: 'a@example.org',
    html: html + links,
    audience: { include: { everyone: true } },
  })
  await client.campaigns.launch(sent)
  await until(
    () => client.campaigns.get(sent),
    ({ status }) => status === 'sent',
  )
  const events = PROBES.map((probe, place) => {
    const clicked = { contact: `probe-${place}@example.org`, name: 'email.clicked', campaign: sent }
    return { ...clicked, link: `https://example.org/${probe}`, properties: { position: place + 2 } }
  })
  await client.events.create({ events })
  const { token } = await client.campaigns.share(sent, {})
  return [
    `/campaigns/${sent}`,
    `/campaigns/${sent}?look=links`,
    `/campaigns/${sent}?look=groups&event=${encodeURIComponent(PROBES[1] ?? '')}`,
    `/campaigns/${sent}?look=deliveries&q=${encodeURIComponent(PROBES[0] ?? '')}`,
    `/campaigns/${sent}?link=${encodeURIComponent(`https://example.org/${PROBES[0]}`)}`,
    `/campaigns/${sent}?share=true`,
    `/campaigns/compare?ids=${encodeURIComponent(JSON.stringify([sent, other]))}`,
    `/shared/${token}`,
  ]
}

async function enterTemplate(client: OpenDashboard['client'], html: string): Promise<string> {
  const { id } = await client.templates.create({
    ...{ name: PROBES[0] ?? '', description: PROBES[1] ?? '', subject: PROBES[1] ?? '', preheader: PROBES[0] ?? '' },
    html: `${html}<mark data-field="contact.firstName">{{ contact.firstName }}</mark>`,
    text: PROBES[0] ?? '',
  })
  return id
}

/** Probes as accounts, their settings, and notes of the suppression list; gives the pages that show them. */
async function enterSending(client: OpenDashboard['client']) {
  const [probe = '', other = ''] = PROBES
  const settings = { host: 'smtp.example', user: other, password: probe }
  const { id: provider } = await client.providers.create({ kind: 'smtp', name: probe, settings })
  const { id: entry } = await client.suppressions.create({ email: 'probe-0@example.org', note: probe })
  await client.suppressions.create({ email: 'probe-1@example.org', note: other })
  return [
    '/settings/sending',
    `/settings/providers?provider=${provider}`,
    `/settings/providers?new=true&kind=${encodeURIComponent(probe)}`,
    `/suppressions?entry=${entry}`,
    '/campaigns/new',
  ]
}

/** Every way to look at a message. */
function pathsOfMessages({ template, campaign, contact }: { template: string; campaign: string; contact: string }) {
  return [
    '/templates',
    `/templates/new?from=${template}`,
    `/campaigns/new?template=${template}`,
    ...LOOKS.map((look) => `/templates/${template}?look=${look}&as=${contact}`),
    ...LOOKS.map((look) => `/campaigns/${campaign}?preview=${look}`),
  ]
}

/** Puts each probe wherever a person can type. */
async function enterProbes(client: OpenDashboard['client']) {
  for (const [place, probe] of PROBES.entries()) {
    await client.contacts.create({
      email: `probe-${place}@example.org`,
      firstName: probe,
      tags: [probe],
      status: 'subscribed',
    })
    const pipeline = await client.pipelines.create({ name: probe, stages: [probe] })
    const contact = `probe-${place}@example.org`
    await client.opportunities.create({ contact, name: probe, pipeline: pipeline.id, stage: probe })
    const { id } = await client.segments.create({ name: probe, kind: 'dynamic', filters: {} })
    await client.segments.update(id, { filters: { conditions: [{ type: 'event', op: 'did', name: probe }] } })
    const event = { contact: `probe-${place}@example.org`, name: probe, properties: { [`p${place}`]: probe } }
    await client.events.create({ events: [event] })
    await client.topics.create({ name: probe, description: probe, default: 'opt_in' })
    await client.keys.create({ name: probe, scopes: ['contacts:read'] })
    await client.fields.create({ key: `probe_${place}`, name: probe, type: 'select', options: [probe] })
  }
}

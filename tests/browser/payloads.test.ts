import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { fillWithPayloads } from './fill-with-payloads.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'
import { PAYLOADS, packed } from './script-payloads.ts'

const PARTS = { firstName: 0, lastName: 1, company: 2, jobTitle: 3, source: 4 }
/** So many things of a kind whose page shows them all. */
const SOME = 60
/** A busy machine is no reason to fail. */
const PATIENCE_MS = 180_000
const emailAt = (place: number) => `p${String(place).padStart(4, '0')}@example.org`
/** Each text in its turn, another one at each place. */
const payloadAt = (place: number) => PAYLOADS[place % PAYLOADS.length] ?? ''

/** Where people's own texts come from; each shows all payloads. */
const ENTERED_PLACES = [
  ...['name', 'fromName', 'postalAddress'].map((key) => `GET /v1/project ${key}`),
  ...[...Object.keys(PARTS), 'name', 'tags', 'fields.probe', 'fields.choice'].map(
    (key) => `POST /v1/contacts/search data.${key}`,
  ),
  ...['data.title', 'data.details.proof.source', 'data.details.proof.wording'].map(
    (key) => `GET /v1/contacts/*/timeline ${key}`,
  ),
  ...['name', 'description', 'options'].map((key) => `GET /v1/fields data.${key}`),
  ...['tags', 'topics', 'segments'].flatMap((kind) =>
    ['name', 'description'].map((key) => `GET /v1/${kind} data.${key}`),
  ),
  ...['name', 'subject', 'preheader', 'fromName'].map((key) => `GET /v1/campaigns data.${key}`),
  ...['data.name', 'data.stages.name'].map((key) => `GET /v1/pipelines ${key}`),
  'GET /v1/forms data.name',
  ...['title', 'text', 'fields.label'].map((key) => `GET /v1/forms/*/versions data.${key}`),
  ...['views', 'keys', 'opportunities', 'audit'].map((kind) => `GET /v1/${kind} data.name`),
  'GET /v1/suppressions data.note',
]

describe('a thousand texts that try to become script', () => {
  let dashboard: OpenDashboard
  let page: Page
  /** What ran, asked elsewhere or opened a dialog. */
  const escapes: string[] = []
  const paths: string[] = []

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
    const context = page.context()
    await context.exposeBinding('ran', (_, number) => escapes.push(`ran ${number}`))
    context.on('dialog', (dialog) => {
      escapes.push(`a dialog: ${dialog.message()}`)
      return dialog.dismiss()
    })
    // What the page's policy holds back never comes here.
    await context.route(
      (url) => url.origin !== dashboard.address,
      (route) => {
        escapes.push(`asked ${route.request().url()}`)
        return route.abort()
      },
    )
  })
  afterAll(() => dashboard.close())

  it('are a thousand, and the sentinel would notice', async () => {
    expect(new Set(PAYLOADS).size).toBeGreaterThanOrEqual(1_000)
    await page.goto('data:text/html,<img src=x onerror=ran(-1)>')
    await until(
      async () => escapes.length,
      (count) => count === 1,
    )
    escapes.length = 0
  })

  it(
    'can be entered wherever people enter text',
    async () => {
      const { client } = dashboard
      const [short, long] = [packed(200), packed(480)]
      await client.fields.create({ key: 'probe', name: short[0], type: 'text' })
      await client.fields.create({ key: 'choice', name: short[1], type: 'select', options: PAYLOADS.slice(0, 100) })
      for (const [place, name] of short.slice(2, 12).entries())
        await client.fields.create({ key: `more_${place}`, name, description: long[place], type: 'text' })
      const contacts = PAYLOADS.map((payload, place) => ({
        email: emailAt(place),
        ...Object.fromEntries(Object.entries(PARTS).map(([key, by]) => [key, payloadAt(place + 200 * by)])),
        tags: [payload],
        fields: { probe: payloadAt(place + 1), choice: payloadAt(place % 100) },
        status: 'subscribed' as const,
      }))
      for (let from = 0; from < contacts.length; from += 1_000) {
        const written = await client.contacts.batch({ contacts: contacts.slice(from, from + 1_000), upsert: true })
        expect(written.results.filter(({ error }) => error)).toEqual([])
      }
      const events = PAYLOADS.map((payload, place) => ({
        contact: emailAt(place % 5),
        name: payload.slice(0, 100),
        properties: { [payload.slice(0, SOME)]: payload },
        link: payload,
      }))
      await client.events.create({ events })
      await all(packed(4_000), async (text, place) =>
        client.contacts.update(emailAt(place % 5), {
          status: place % 2 ? 'subscribed' : 'unsubscribed',
          resubscribe: true,
          proof: { source: text.slice(0, 200), wording: text.slice(0, 1_000) },
        }),
      )
      await all(PAYLOADS.slice(0, SOME), (payload) => client.tags.update(payload, { description: payload }))
      await all(short.slice(0, SOME), (name, place) => {
        const values = PAYLOADS.filter((_, number) => number % SOME === place)
        const rule = { type: 'field', field: 'probe', op: 'contains', values }
        return client.segments.create({
          name,
          description: long[place],
          kind: 'dynamic',
          filters: { conditions: [rule] },
        })
      })
      await enterNames(client, { short, long })
      await enterForms(client, { short, long })
      await client.project.update({ name: short[5], fromName: short[6], postalAddress: long[7] })
    },
    PATIENCE_MS,
  )

  it('can be put into messages', async () => {
    const { client } = dashboard
    const html = `<p>Hello</p>${PAYLOADS.map(withoutTemplate).join('\n')}<a href="{{ unsubscribe_url }}">Unsubscribe</a>`
    const [subject = '', ...subjects] = packed(900).map(withoutTemplate)
    const preheaders = packed(480).map(withoutTemplate)
    await all(subjects, (text, place) =>
      client.campaigns.create({
        ...{ name: text.slice(0, 200), subject: text, preheader: preheaders[place], fromName: text.slice(0, 200) },
        ...{ from: 'a@example.org', html: '<a href="{{ unsubscribe_url }}">x</a>' },
        audience: { include: { everyone: true } },
      }),
    )
    const sent = await client.campaigns.create({
      ...{ name: 'All of them', subject, from: 'a@example.org', html },
      audience: { include: { tags: [payloadAt(6)] } },
    })
    const draft = await client.campaigns.create({
      ...{ name: 'Kept', subject, from: 'a@example.org', html },
      audience: { include: { everyone: true } },
      variants: subjects.slice(0, 2).map((text, place) => ({ subject: text, html: `${html}${place}` })),
      test: { share: 50, decide: { by: 'hand' } },
    })
    await client.campaigns.launch(sent.id)
    await until(
      () => client.campaigns.get(sent.id),
      ({ status }) => status === 'sent',
    )
    const [message] = (await client.catcher.list()).data
    paths.push(`/campaigns/${draft.id}`, `/campaigns/${sent.id}`, `/mail?message=${message?.id}`)
  })

  it('come in files', async () => {
    await page.goto(`${dashboard.address}/import`)
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
    const head = ['email', ...PAYLOADS.slice(0, 40)].map(cell).join()
    const rows = Array.from({ length: 25 }, (_, row) =>
      [`row-${row}@example.org`, ...PAYLOADS.slice(40 * row, 40 * row + 40)].map(cell).join(),
    )
    const buffer = Buffer.from([head, ...rows, ['nobody', ...PAYLOADS.slice(0, 40)].map(cell).join()].join('\n'))
    await page.setInputFiles('input[type=file]', { name: `${PAYLOADS[4]}.csv`, mimeType: 'text/csv', buffer })
    await page.getByText('row-0@example.org').first().waitFor()
    const file = { data: buffer, name: `${PAYLOADS[5]}.csv` }
    const asked = await dashboard.client.imports.create({ file: new File([file.data], file.name), options: {} })
    await until(
      () => dashboard.client.imports.get(asked.id),
      ({ status }) => status === 'completed' || status === 'failed',
    )
    paths.push('/import', `/import?import=${asked.id}`)
  })

  it(
    'run nowhere',
    async () => {
      const { client } = dashboard
      const people = await Promise.all([0, 1].map((place) => client.contacts.get(emailAt(place))))
      const segments = (await client.segments.list({ limit: 2 })).data
      const columns = inAddress(['email', 'name', ...Object.keys(PARTS), 'tags', 'fields.probe', 'fields.choice'])
      const rule = { match: 'all', conditions: [{ type: 'tag', op: 'has_any', tags: PAYLOADS.slice(0, 90) }] }
      paths.push(
        ...people.flatMap(({ id }) => [`/contacts/${id}`, `/contacts?person=${id}`]),
        ...['people', 'near', 'breakdown', 'history'].map((look) => `/segments/${segments[0]?.id}?look=${look}`),
        `/segments/${segments[0]?.id}?contact=${people[0]?.id}`,
        `/segments/new?filters=${inAddress(rule)}`,
        `/segments/overlap?segments=${inAddress(segments.map(({ id }) => id))}`,
        `/contacts?filters=${inAddress(rule)}`,
        ...['/tags', '/segments', '/campaigns', '/campaigns/new', '/settings', '/mail', '/suppressions'],
        `/contacts/${people[0]?.id}/privacy`,
        ...(await pagesForPeople(client)),
        ...(await pagesOfMore(client)),
        ...packed(3_000).map((q) => `/contacts?q=${encodeURIComponent(q)}&sort=${encodeURIComponent(q.slice(0, 90))}`),
      )
      await Promise.all([lookAtAll(), lookAtAll(), lookAtEveryone(columns)])
      expect(escapes).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'run nowhere, all of them at every place of every page',
    async () => {
      const { client } = dashboard
      const person = await client.contacts.get(emailAt(0))
      const segment = (await client.segments.list({ limit: 1 })).data[0]?.id
      const at = await page.context().newPage()
      const filled = await fillWithPayloads(at)
      const looks = ['', '?look=people', '?look=history'].map((look) => `/segments/${segment}${look}`)
      const settings = ['keys', 'fields', 'topics', 'audit'].map((name) => `/settings/${name}`)
      const lists = ['/contacts', '/tags', '/segments', '/opportunities', '/campaigns', '/suppressions']
      const shown: [path: string, count: number][] = []
      const [form] = (await client.forms.list({ limit: 1 })).data
      const forms = ['/signup-forms', `/signup-forms/${form?.id}?part=wordings`]
      for (const path of [...lists, `/contacts/${person.id}`, ...looks, ...settings, ...forms]) {
        await look(at, path)
        shown.push([path, await countShown(at)])
      }
      // Its texts stand in fields of a form.
      await look(at, '/settings/project')
      await look(at, '/settings/sending')
      await at.close()
      expect(shown).toEqual(shown.map(([path]) => [path, PAYLOADS.length]))
      expect([...filled].filter(([, count]) => count !== PAYLOADS.length)).toEqual([])
      expect([...filled.keys()]).toEqual(expect.arrayContaining(ENTERED_PLACES))
      expect(escapes).toEqual([])
    },
    PATIENCE_MS,
  )

  it('stay in the frame of the message, which may run nothing', async () => {
    const [message] = (await dashboard.client.catcher.list()).data
    await look(page, `/mail?message=${message?.id}`)
    const frame = page.locator('iframe[title]').first()
    await frame.waitFor()
    expect(await frame.getAttribute('sandbox')).not.toMatch(/allow-(scripts|same-origin|top-navigation|forms|modals)/)
    expect(escapes).toEqual([])
  })

  async function look(at: Page, path: string) {
    await at.goto(dashboard.address + path)
    await at.getByRole('heading', { level: 1 }).waitFor()
    const skeleton = at.locator('main .mantine-Skeleton-root').first()
    await skeleton.waitFor({ state: 'detached' }).catch(() => Promise.reject(new Error(`Still awaited: ${path}`)))
  }

  async function lookAtAll() {
    const at = await page.context().newPage()
    for (let path = paths.pop(); path; path = paths.pop()) await look(at, path)
    await at.close()
  }

  /** Every person's row, once. */
  async function lookAtEveryone(columns: string) {
    await look(page, `/contacts?columns=${columns}`)
    const scroller = page.locator('[data-scroll-restoration-id=Contacts]')
    for (const { length } = PAYLOADS, seen = new Set<string>(); seen.size < length; ) {
      for (const name of await scroller.locator('tbody a').allTextContents()) seen.add(name)
      // Rows that had not arrived when it came past are seen the next time round.
      await scroller.evaluate((element) => {
        const isAtEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 1
        element.scrollTo(0, isAtEnd ? 0 : element.scrollTop + 600)
      })
      await page.waitForTimeout(20)
    }
  }
})

/** Forms, and what the preference page says. */
async function enterForms(client: OpenDashboard['client'], { short, long }: Record<'short' | 'long', string[]>) {
  await all(short.slice(0, SOME), (name, place) =>
    client.forms.create({
      ...{ name, title: name, text: long[place] ?? '', successText: long[place], doubleOptIn: false },
      fields: [{ field: 'firstName', label: name }],
    }),
  )
  await client.project.update({ preferenceCentre: { texts: { en: { title: short[8], text: long[9] } } } })
}

/** What people without an account see, and the pages on which it is written. */
async function pagesForPeople(client: OpenDashboard['client']): Promise<string[]> {
  const forms = (await client.forms.list({ limit: 2 })).data
  const { url } = await client.contacts.preferencesLink(emailAt(0))
  const ofForms = forms.flatMap(({ id }) => [
    ...['edit', 'embed', 'sign-ups', 'wordings'].map((part) => `/signup-forms/${id}?part=${part}`),
    `/forms/${id}`,
  ])
  return [...ofForms, '/signup-forms', '/settings/preferences', new URL(url).pathname]
}

/** Pages of what is written once and read seldom. */
async function pagesOfMore(client: OpenDashboard['client']): Promise<string[]> {
  const [template] = (await client.templates.list({ limit: 1 })).data
  const [tag] = (await client.tags.list({ limit: 1 })).data
  const [text] = (await client.campaigns.list({ carries: 'text', limit: 1 })).data
  return [
    ...['/templates', `/templates/${template?.id}`, `/campaigns/new?template=${template?.id}`],
    ...[
      '/tags/audit',
      `/tags/${tag?.id}`,
      `/campaigns/${text?.id}`,
      '/log',
      '/statistics',
      '/funnel',
      '/opportunities',
    ],
    ...['people', 'keys', 'providers', 'domains'].map((section) => `/settings/${section}`),
  ]
}

/** How many of the payloads the page shows as text. */
function countShown(page: Page): Promise<number> {
  return page.locator('body').evaluate((body, texts) => {
    const shown = body.textContent ?? ''
    return texts.filter((text) => shown.includes(text.trim())).length
  }, PAYLOADS)
}

// A campaign's texts are Liquid, which refuses what is no template of its own.
function withoutTemplate(text: string): string {
  return text.replaceAll('{{', '{ {').replaceAll('{%', '{ %')
}

function inAddress(value: unknown): string {
  return encodeURIComponent(JSON.stringify(value))
}

/** Some at a time: the server is on the same cores. */
async function all<Item>(items: Item[], work: (item: Item, place: number) => Promise<unknown>) {
  const waiting = [...items.entries()]
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next[1], next[0])
  }
  await Promise.all([worker(), worker(), worker(), worker()])
}

/** Into what is named one by one. */
async function enterNames(client: OpenDashboard['client'], { short, long }: Record<'short' | 'long', string[]>) {
  await all(short.slice(0, SOME), (name) => client.views.create({ name, filters: { conditions: [] } }))
  await all(short.slice(0, SOME), (name, place) =>
    client.topics.create({ name, description: long[place], default: 'opt_in' }),
  )
  const pipeline = await client.pipelines.create({ name: short[3] ?? '', stages: short.slice(0, 30) })
  await all(short.slice(0, SOME), (name, place) =>
    client.opportunities.create({
      ...{ contact: emailAt(place % 5), name, pipeline: pipeline.id },
      stage: pipeline.stages[place % 30]?.id ?? '',
    }),
  )
  await all(short.slice(0, SOME), (name) => client.keys.create({ name, scopes: ['contacts:read'] }))
  await all(short.slice(0, SOME), (name, place) =>
    client.templates.create({
      ...{ name, description: long[place], html: withoutTemplate(name) },
      ...{ subject: withoutTemplate(name), preheader: withoutTemplate(name) },
    }),
  )
  await all(PAYLOADS.slice(0, SOME), (text, place) =>
    client.testLists.save({ name: text.slice(0, 100), to: [`list-${place}@example.org`] }),
  )
  await all(PAYLOADS.slice(0, SOME), (payload) => client.tags.update(payload, { owner: payload.slice(0, 255) }))
  await all(short.slice(0, 5), (name) =>
    client.campaigns.create({
      ...{ name, channel: 'sms', text: withoutTemplate(name) },
      audience: { include: { everyone: true } },
    }),
  )
  await all(long.slice(0, SOME), (note, place) =>
    client.suppressions.create({ email: `listed-${place}@example.org`, note }),
  )
}

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Campaigning, type Caught, createCampaigning, emails } from '../support/campaigning.ts'

let desk: Campaigning
let audience: unknown
beforeAll(async () => {
  desk = await createCampaigning()
  await desk.request('POST', '/fields', { key: 'plan', type: 'text' })
  const tag = await desk.people([
    { email: 'ada@example.org', firstName: 'Ada', fields: { plan: 'pro' } },
    { email: 'bea@example.org', fields: { plan: 'free' } },
    { email: 'cy@example.org', firstName: 'Cy' },
    { email: 'gone@example.org', status: 'unsubscribed' },
  ])
  audience = { include: { tags: [tag] } }
})
afterEach(async () => {
  await desk.stop()
  await desk.request('DELETE', '/catcher')
})
afterAll(() => desk.drop())

type Problem = { errors: { pointer: string; detail: string }[] }
type Tested = { contact: string; results: { to: string; outcome: string; response: string }[] } & Problem

describe('a message', () => {
  it('can say whatever the contact has, in the preview as in what is sent', async () => {
    const details = {
      ...{ company: 'Lovelace Ltd', jobTitle: 'Analyst', phone: '+15005550006', country: 'GB', language: 'en' },
      ...{ timezone: 'Europe/London', source: 'fair', externalId: 'crm-7' },
    }
    const tag = await desk.people([{ email: 'full@example.org' }])
    await desk.request('PATCH', '/contacts/full@example.org', details)
    const shown = Object.keys(details).map((key) => `[{{ contact.${key} }}]`)
    const wanted = Object.values(details).map((value) => `[${value}]`)
    const id = await desk.draft({ include: { tags: [tag] } }, { html: `<p>${shown.join(' ')}</p>` })
    const { body: preview } = await desk.request<{ html: string }>('GET', `/campaigns/${id}/preview`)
    expect(preview.html).toContain(wanted.join(' '))
    await desk.sendAll(id)
    const [message] = await desk.caught()
    const { text } = await desk.request<string>('GET', `/catcher/${message?.id}/raw`)
    for (const value of wanted) expect(text).toContain(value)
  })
})

describe('a test send', () => {
  const test = (id: string, body: object) => desk.request<Tested>('POST', `/campaigns/${id}/test`, body)

  it('sends what one person would get, marked, to others, and counts nothing', async () => {
    const html = '<p>{{ contact.firstName }} <a href="{{ unsubscribe_url }}">Bye</a></p>'
    const id = await desk.draft(audience, { html })
    const { status, body } = await test(id, { to: ['me@example.com', 'ME@example.com'], contact: 'ada@example.org' })
    expect([status, body.results]).toEqual([
      200,
      [{ to: 'me@example.com', outcome: 'accepted', response: expect.any(String) }],
    ])
    const [message] = await desk.caught()
    expect(message).toMatchObject({ to: ['me@example.com'], subject: '[Test] Hi Ada' })
    const raw = (await desk.request<string>('GET', `/catcher/${(message as Caught).id}/raw`)).text
    expect(raw).toContain('http://localhost:3000/unsubscribe/preview')
    expect(raw).not.toMatch(/unsubscribe\/(?!preview)/)
    expect(await desk.results(id)).toMatchObject({ members: 0, sent: 0 })
    expect((await desk.get(id)).status).toBe('draft')
  })

  it('sends a version of what is not saved yet, and keeps nothing of it', async () => {
    const id = await desk.draft(audience)
    const unsaved = {
      subject: 'Unsaved',
      fromName: 'Somebody else',
      html: '<p>A {{ contact.email }}</p>',
      variants: [{ subject: 'B' }, { html: '<p>C {{ contact.email }}</p>' }],
    }
    for (const version of ['A', 'B', 'C'])
      expect((await test(id, { to: ['me@example.com'], contact: 'ada@example.org', version, unsaved })).status).toBe(
        200,
      )
    expect((await test(id, { to: ['me@example.com'], version: 'D', unsaved })).status).toBe(404)
    const caught = await desk.caught()
    expect(caught.map(({ subject }) => subject).sort()).toEqual(['[Test] B', '[Test] Unsaved', '[Test] Unsaved'])
    const raws = await Promise.all(
      caught.map(async (one) => (await desk.request('GET', `/catcher/${one.id}/raw`)).text),
    )
    expect(raws.map((raw) => /<p>([ABC]) ada@/.exec(raw)?.[1]).sort()).toEqual(['A', 'A', 'C'])
    for (const raw of raws) expect(raw).toContain('Somebody else')
    const kept = await desk.request<{ subject: string; variants: object[] }>('GET', `/campaigns/${id}`)
    expect(kept.body).toMatchObject({ subject: expect.stringContaining('Hi'), variants: [] })
  })

  it('has a link that unsubscribes nobody', async () => {
    for (const method of ['GET', 'POST'] as const) {
      const { status, text } = await desk.product.inject({ method, url: '/unsubscribe/preview' })
      expect([status, text]).toEqual([200, expect.stringContaining('This is a test message')])
    }
  })

  it('refuses whoever bounced or complained, and sends to nobody then', async () => {
    const reasons = { bounce: true, complaint: true, unsubscribe: false } as const
    for (const [reason, isRefused] of Object.entries(reasons)) {
      const email = `${reason}@example.com`
      await desk.request('POST', '/suppressions', { email, reason })
      const { status, body } = await test(await desk.draft(audience), { to: ['ok@example.com', email.toUpperCase()] })
      if (!isRefused) expect(status).toBe(200)
      else
        expect([status, body.errors]).toMatchObject([
          422,
          [{ pointer: '/to/1', detail: expect.stringContaining(reason) }],
        ])
      expect(await desk.caught()).toHaveLength(isRefused ? 0 : 2)
    }
  })

  it('refuses too many, at once and in a minute', async () => {
    const id = await desk.draft(audience)
    expect((await test(id, { to: emails('t', 11) })).status).toBe(422)
    expect((await test(id, { to: [] })).status).toBe(422)
    const statuses = []
    for (let sent = 0; sent < 20; sent += 1) statuses.push((await test(id, { to: ['me@example.com'] })).status)
    expect(statuses.at(-1)).toBe(429)
    desk.aheadMs += 61_000
    expect((await test(id, { to: ['me@example.com'] })).status).toBe(200)
  })
})

type Preview = {
  subject: string
  inboxLine: string
  contact: string | null
  previous: string | null
  next: string | null
  mergeFields: { name: string; value: string | null; outcome: string; where: object }[]
}

describe('a preview', () => {
  it('goes from person to person of those who would get it, there and back', async () => {
    const id = await desk.draft(audience, { subject: '{{ contact.email }}' })
    const at = async (contact: string | null) =>
      (await desk.request<Preview>('GET', `/campaigns/${id}/preview${contact ? `?contact=${contact}` : ''}`)).body
    const first = await at(null)
    const second = await at(first.next)
    const third = await at(second.next)
    expect([first, second, third].map(({ subject }) => subject)).toEqual([
      'cy@example.org',
      'bea@example.org',
      'ada@example.org',
    ])
    expect([first.previous, third.next]).toEqual([null, null])
    expect([second.previous, third.previous]).toEqual([first.contact, second.contact])
  })

  it('shows anybody of those who would get it, when asked to, and nobody else', async () => {
    const id = await desk.draft(audience)
    const everybody = new Set<string | null>()
    for (let tries = 0; tries < 200 && everybody.size < 3; tries += 1)
      everybody.add((await desk.request<Preview>('GET', `/campaigns/${id}/preview?pick=random`)).body.contact)
    expect(everybody.size).toBe(3)
    const gone = (await desk.request<{ id: string }>('GET', '/contacts/gone@example.org')).body.id
    expect(everybody).not.toContain(gone)
  })

  it('says of unsaved content what was empty for somebody and what stood in', async () => {
    const content = {
      subject: 'Hi {{ contact.firstName | default: "friend" }}',
      preheader: 'Your plan is {{ contact.fields.plan }}',
      html: '<style>p{color:red}</style>\n<p>{{ contact.lastName }}, <a href="https://example.org/x">look</a></p>',
      audience,
    }
    const { status, body } = await desk.request<Preview>('POST', '/campaigns/preview', {
      ...content,
      contact: 'bea@example.org',
    })
    expect([status, body]).toMatchObject([200, { subject: 'Hi friend', next: expect.any(String) }])
    expect(body.inboxLine).toMatch(/^Your plan is free , look (1 Main Street )?Unsubscribe · Choose what you get$/)
    expect(body.mergeFields).toEqual([
      { name: 'contact.firstName', value: null, outcome: 'fallback', where: { part: 'subject', line: 1 } },
      { name: 'contact.fields.plan', value: 'free', outcome: 'filled', where: { part: 'preheader', line: 1 } },
      { name: 'contact.lastName', value: null, outcome: 'empty', where: { part: 'html', line: 2 } },
    ])
  })

  it('shows each version that is not saved yet', async () => {
    const html = '<p>A</p>'
    const variants = [{ subject: 'B' }, { html: '<p>C</p>', preheader: 'of C' }]
    const at = async (version?: string) =>
      (await desk.request<Preview>('POST', '/campaigns/preview', { subject: 'A', html, variants, version })).body
    expect(await at()).toMatchObject({ subject: 'A' })
    expect(await at('B')).toMatchObject({ subject: 'B', inboxLine: expect.stringContaining('A') })
    expect(await at('C')).toMatchObject({ subject: 'A', inboxLine: expect.stringContaining('of C') })
    const missing = await desk.request('POST', '/campaigns/preview', { html, variants, version: 'D' })
    expect(missing.status).toBe(404)
  })

  it('shows content without an audience to nobody, and refuses what cannot be read where it stands', async () => {
    const nobody = await desk.request<Preview>('POST', '/campaigns/preview', { html: '<p>Hi</p>' })
    expect(nobody).toMatchObject({ status: 200, body: { contact: null, previous: null, next: null, mergeFields: [] } })
    const broken = await desk.request<Problem>('POST', '/campaigns/preview', { html: '<p>\n{{ contact.', audience })
    expect([broken.status, broken.body.errors[0]?.pointer]).toEqual([422, '/html'])
  })
})

type Checks = {
  errors: number
  warnings: number
  checks: { check: string; level: string; sentence: string; where: object | null }[]
}

describe('the checks before a campaign leaves', () => {
  const check = async (content: object) => {
    const { status, body } = await desk.request<Checks>('POST', '/campaigns/checks', {
      links: false,
      audience,
      ...content,
    })
    expect(status).toBe(200)
    return body
  }
  const good = { subject: 'Hi', html: '<p>Hi</p><a href="{{ unsubscribe_url }}">Bye</a>' }

  it.each<[string, object, string, string, RegExp]>([
    ['a template that does not parse', { html: '<p>\n\n{% if %}' }, 'template', 'error', /HTML.*line:3/],
    [
      'a variable that nobody has',
      { html: 'a\n{{ contact.nickname }}' },
      'variables',
      'error',
      /contact\.nickname.*line 2/,
    ],
    ['a custom field that does not exist', { html: '{{ contact.fields.plam }}' }, 'variables', 'error', /fields\.plam/],
    [
      'no variable of a loop',
      { html: '{% for x in contact.fields.plan %}{{ x.y }}{% endfor %}' },
      'variables',
      'ok',
      /exists/,
    ],
    [
      'a field that two people lack',
      { html: '{{ contact.fields.plan }}' },
      'empty_fields',
      'warning',
      /1 person of 3 people/,
    ],
    [
      'a name that somebody lacks',
      { html: '{{ contact.lastName }}' },
      'empty_fields',
      'warning',
      /3 people of 3 people/,
    ],
    ['nothing when there is a fallback', { html: '{{ contact.lastName | default: "x" }}' }, 'empty_fields', 'ok', /./],
    [
      'nothing when the template asks',
      { html: '{% if contact.lastName %}{{ contact.lastName }}{% endif %}' },
      'empty_fields',
      'ok',
      /./,
    ],
    ['an empty subject', { subject: '' }, 'subject', 'error', /empty/],
    ['a subject that is empty for many', { subject: '{{ contact.firstName }}' }, 'subject', 'error', /empty/],
    ['a long subject', { subject: 'x'.repeat(71) }, 'subject', 'warning', /71 characters/],
    ['no unsubscribe link', { html: '<p>Hi</p>' }, 'unsubscribe', 'warning', /footer/],
    ['the postal address', {}, 'postal_address', 'ok', /postal address/],
    ['an empty message', { html: '' }, 'text', 'error', /empty/],
    ['a message that Gmail cuts off', { html: `<p>${'é'.repeat(52_300)}</p>` }, 'size', 'warning', /103 KB.*Gmail/],
    ['http links', { html: '<a href="http://example.org/a">a</a>' }, 'insecure_links', 'warning', /1 link is http/],
    ['images without words', { html: '<img src=x><img src=y alt="">' }, 'images', 'warning', /1 image has/],
    [
      'nobody in the audience',
      { audience: { include: { filters: { conditions: [{ type: 'status', op: 'is', values: ['bounced'] }] } } } },
      'audience',
      'error',
      /Nobody/,
    ],
    ['no audience', { audience: undefined }, 'audience', 'error', /No audience/],
    ['no sender yet', {}, 'sender_domain', 'unknown', /no sender/],
    ['a sender whose mail goes nowhere', { from: 'a@example.org' }, 'sender_domain', 'ok', /this machine/],
  ])('find %s', async (_, changes, name, level, sentence) => {
    const { checks } = await check({ ...good, ...changes })
    expect(checks.find((one) => one.check === name)).toMatchObject({ level, sentence: expect.stringMatching(sentence) })
  })

  it('count for each variable whom it is empty for, and know whether other words stand there', async () => {
    const html =
      '{{ contact.firstName }}{{ contact.fields.plan | default: "x" }}{{ contact.fields.gone }}{{ project.name }}'
    const { body } = await desk.request('POST', '/campaigns/checks', { subject: 'Hi', html, audience, links: false })
    const where = { part: 'html', line: 1 }
    expect(body).toMatchObject({
      people: 3,
      variables: [
        { name: 'contact.firstName', where, hasFallback: false, field: 'firstName', empty: 1 },
        { name: 'contact.fields.plan', where, hasFallback: true, field: 'plan', empty: 1 },
        { name: 'contact.fields.gone', where, hasFallback: false, field: null, empty: null },
      ],
    })
    const nobody = await desk.request('POST', '/campaigns/checks', { subject: 'Hi', html, links: false })
    expect(nobody.body).toMatchObject({ people: null, variables: [{ empty: null }, {}, {}] })
  })

  it('look at each version that is not saved yet, for those who would get it, and say once what is of all', async () => {
    const test = { share: 100 }
    const variants = [{ subject: 'B {{ contact.firstName }}' }, { html: '<p>\n{% if %}' }, { subject: 'x'.repeat(80) }]
    const { checks } = await check({ ...good, html: '<p>Hi</p>', test, variants })
    const said = checks.filter(({ level }) => level !== 'ok').map(({ sentence }) => sentence)
    expect(said.filter((sentence) => sentence.includes('footer'))).toHaveLength(1)
    const ofVersions = said.filter((sentence) => sentence.startsWith('Version'))
    for (const [start, part] of [
      ['Version B', '{{ contact.firstName }} is empty for 1 person of 3 people'],
      ['Version C', 'HTML'],
      ['Version D', '80 characters'],
    ] as const)
      expect(ofVersions).toContainEqual(expect.stringMatching(new RegExp(`^${start}: .*${RegExp.escape(part)}`)))
  })

  it('ask links, and never those of this machine or its neighbours', async () => {
    const html = '<a href="http://127.0.0.1:1/">a</a><a href="http://169.254.169.254/latest">b</a><a href="#">c</a>'
    const { checks } = await check({ ...good, html, links: true })
    const { level, sentence } = checks.find((one) => one.check === 'broken_links') ?? {}
    expect(level).toBe('warning')
    expect(sentence).toContain(
      '3 links do not work: "#" is no address, http://127.0.0.1:1/ leads to 127.0.0.1, which is not',
    )
    expect(sentence).toContain('169.254.169.254, which is not on the public internet')
  })

  it('say how many links were asked when there are too many', async () => {
    const html = (count: number) =>
      Array.from({ length: count }, (_, place) => `<a href="http://127.0.0.1:1/${place}">x</a>`).join('')
    const said = async (count: number) =>
      (await check({ ...good, html: html(count), links: true })).checks.find((one) => one.check === 'broken_links')
        ?.sentence
    expect(await said(51)).toContain('The first 50 of 51 links were asked.')
    expect(await said(50)).not.toContain('The first')
  })

  it('measure the message as it is sent: with parameters, and with links that are noticed', async () => {
    const html = '<a href="https://example.org/a">a</a>'.repeat(200) + 'x'.repeat(95_000)
    const size = async (body: object) =>
      (await check({ ...good, html, ...body })).checks.find((one) => one.check === 'size')
    const plain = await size({ tracking: { opens: false, clicks: false } })
    expect(plain).toMatchObject({ level: 'ok', sentence: 'The HTML has 101 KB as it is sent.' })
    expect(await size({ tracking: { opens: false } })).toMatchObject({ level: 'warning' })
    const utm = { source: 'newsletter', medium: 'email', campaign: 'winter' }
    expect(await size({ utm, tracking: { opens: false, clicks: false } })).toMatchObject({ level: 'warning' })
  })

  it('take texts as long as a campaign may have', async () => {
    expect((await check({ ...good, html: 'é'.repeat(1_000_000) })).checks.length).toBeGreaterThan(5)
  })

  it('refuse to launch or schedule without a postal address, and say where to enter it', async () => {
    await desk.request('PATCH', '/project', { postalAddress: null })
    const id = await desk.draft(audience)
    const { body } = await desk.request<Checks>('GET', `/campaigns/${id}/checks?links=false`)
    expect(body.checks.find(({ check }) => check === 'postal_address')).toMatchObject({
      level: 'error',
      sentence: expect.stringContaining('in the settings'),
    })
    const at = new Date(desk.product.product.now().getTime() + 3_600_000).toISOString()
    const scheduled = await desk.request<{ detail: string }>('POST', `/campaigns/${id}/schedule`, { at })
    for (const refused of [await desk.launch(id), scheduled])
      expect([refused.status, refused.body.detail]).toEqual([422, expect.stringContaining('no postal address')])
    await desk.request('PATCH', '/project', { postalAddress: '1 Main Street' })
    expect((await desk.launch(id)).status).toBe(202)
  })

  it('refuse a launch with the same sentence, and the campaign stays a draft', async () => {
    const id = await desk.draft(audience, { html: '<p>{{ contact.nickname }}</p>' })
    const { body } = await desk.request<Checks>('GET', `/campaigns/${id}/checks?links=false`)
    expect(body.errors).toBe(1)
    const { status, body: refused } = await desk.launch(id)
    expect([status, refused.detail]).toEqual([422, body.checks.find(({ level }) => level === 'error')?.sentence])
    expect((await desk.get(id)).status).toBe('draft')
  })
})

import { describe, expect, it } from 'vitest'
import { publicFormsOf } from '../support/public-forms.ts'
import { standPublicPages } from '../support/public-pages.ts'

let topic = ''
const pages = standPublicPages(async (client) => {
  await client.project.update({ fromName: 'The <News>', fromEmail: 'news@example.org', postalAddress: '1 Main St' })
  await client.fields.create({ key: 'plan', name: 'Plan', type: 'select', options: ['free', 'pro'] })
  await client.fields.create({ key: 'size', name: 'Size', type: 'number' })
  topic = (await client.topics.create({ name: 'Offers', default: 'opt_out' })).id
})
const { request, get, post, contact, timeline, clock } = pages
const { form, fillIn, pathOf, ticketOf } = publicFormsOf(pages)

describe('a form', () => {
  it('is made, shown, changed with its wordings kept, and deleted', async () => {
    const one = await form({ doubleOptIn: false })
    expect(one).toMatchObject({ version: 1, topics: [{ id: topic, name: 'Offers' }], tags: [{ name: 'from form' }] })
    expect((await request('GET', '/forms?q=no%20such%20form')).body).toMatchObject({ data: [] })
    expect((await request('GET', '/forms?q=fORM%201')).body).toMatchObject({ data: [{ id: one.id }] })
    const page = await get(pathOf(one))
    expect(page.status).toBe(200)
    expect(page.text).toContain('<h1>Get &lt;news&gt;</h1>')
    expect(page.text).toContain('<p>I may leave &lt;at any time&gt;.</p>')
    expect(page.text).toContain('<option value="pro">pro</option>')
    expect(page.text).not.toContain('checked')
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'same-origin',
    })
    expect((await request('PATCH', `/forms/${one.id}`, { successText: 'Hello' })).body).toMatchObject({ version: 1 })
    expect((await request('PATCH', `/forms/${one.id}`, { text: 'Other' })).body).toMatchObject({
      version: 2,
      text: 'Other',
    })
    expect((await request(`GET`, `/forms/${one.id}/versions`)).body).toMatchObject({
      data: [
        { version: 2, text: 'Other' },
        { version: 1, topics: [{ name: 'Offers' }] },
      ],
    })
    await request('PATCH', `/forms/${one.id}`, { isActive: false })
    expect((await get(pathOf(one))).text).toContain('This form is closed')
    expect((await post(pathOf(one), { email: 'late@example.org' })).status).toBe(410)
    expect((await request('DELETE', `/forms/${one.id}`)).status).toBe(204)
    expect((await get(pathOf(one))).status).toBe(404)
    const { body } = await request<{ data: object[] }>('GET', '/audit?kind=form&limit=1')
    expect(body.data).toMatchObject([{ change: 'deleted', name: 'Form 1' }])
  })

  it.each([
    [{ fields: [{ field: 'fields.nothing', label: 'x' }] }, '/fields/0/field'],
    [{ fields: [{ field: 'email', label: 'x' }] }, '/fields/0/field'],
    [
      {
        fields: [
          { field: 'phone', label: 'x' },
          { field: 'phone', label: 'y' },
        ],
      },
      '/fields/1/field',
    ],
    [{ topics: ['Nothing'] }, '/topics/0'],
    [{ redirectUrl: 'http://example.org' }, '/redirectUrl'],
    [{ redirectUrl: 'https://ada:secret@example.org' }, '/redirectUrl'],
    [{ language: 'xx' }, '/language'],
  ])('refuses %j', async (content, pointer) => {
    const { status, body } = await request<{ errors: { pointer: string }[] }>('POST', '/forms', {
      name: 'Wrong',
      title: 'x',
      ...content,
    })
    expect([status, body.errors.map((problem) => problem.pointer)]).toEqual([422, [pointer]])
  })

  it('asks for a sender before it can ask people to confirm, and for a name of its own', async () => {
    const second = { key: pages.test().second.key }
    const { status, body } = await pages
      .test()
      .request<{ errors: object[] }>('POST', '/v1/forms', { name: 'x', title: 'x' }, second)
    expect([status, body.errors]).toMatchObject([422, [{ pointer: '/doubleOptIn' }]])
    const one = await form({ doubleOptIn: false, name: 'Taken' })
    expect((await request('POST', '/forms', { name: 'Taken', title: 'x' })).status).toBe(409)
    expect((await pages.test().request('GET', `/v1/forms/${one.id}`, undefined, second)).status).toBe(404)
  })
})

describe('filling in', () => {
  it('subscribes somebody new at once where the form asks for no confirmation, with what they agreed to', async () => {
    const one = await form({
      doubleOptIn: false,
      successText: 'Hello & welcome',
      redirectUrl: 'https://example.org/hi?a=1&b=2',
    })
    const page = await fillIn(one, {
      email: ' Ada@Example.org',
      firstName: 'Ada',
      'fields.plan': 'pro',
      topic,
      other: 'x',
    })
    expect(page.status).toBe(200)
    expect(page.text).toContain('<p>Hello &amp; welcome</p>')
    expect(page.text).toContain('<meta http-equiv="refresh" content="0; url=https://example.org/hi?a=1&amp;b=2">')
    expect(await contact('ada@example.org')).toMatchObject({
      status: 'subscribed',
      firstName: 'Ada',
      fields: { plan: 'pro' },
      tags: ['from form'],
    })
    const entries = await timeline('ada@example.org')
    expect(entries.map(({ title }) => title).sort()).toEqual(['Subscribed', 'Subscribed to the topic "Offers"'])
    expect(entries[0].details.proof).toMatchObject({
      source: 'form',
      formId: one.id,
      version: 1,
      wording: 'I want news from you.\n\nI may leave <at any time>.',
      address: 'Ada@Example.org',
      ip: expect.any(String),
      userAgent: 'Browser/1.0',
    })
    expect((await request('GET', `/forms/${one.id}`)).body).toMatchObject({ signUps: { pending: 0, confirmed: 1 } })
  })

  it('tells what is missing or wrong, and keeps the rest', async () => {
    const one = await form({
      language: 'de',
      fields: [
        { field: 'firstName', label: 'Ihr "Name"', required: true },
        { field: 'fields.size', label: 'Größe' },
      ],
    })
    const page = await fillIn(one, { email: 'nobody"<b>', 'fields.size': 'huge', topic })
    expect(page.status).toBe(200)
    expect(page.text).toContain('<p>„Ihr &quot;Name&quot;“ fehlt.</p>')
    expect(page.text).toContain('<p>„nobody&quot;&lt;b&gt;“ ist keine E-Mail-Adresse.')
    expect(page.text).toContain('<p>Bitte prüfen Sie „Größe“.</p>')
    expect(page.text).toContain('value="huge"')
    expect(page.text).toContain(`value="${topic}" checked`)
    expect((await fillIn(one, {})).text).toContain('<p>„E-Mail-Adresse“ fehlt.</p>')
  })

  it('never tells who is known, and leaves alone who is subscribed, suppressed or bounced', async () => {
    const one = await form({ doubleOptIn: false })
    await request('POST', '/contacts', { email: 'known@example.org', firstName: 'Known', tags: ['old'] })
    await request('POST', '/contacts', { email: 'blocked@example.org', status: 'unsubscribed' })
    await request('POST', '/suppressions', { email: 'blocked@example.org', reason: 'manual' })
    await request('POST', '/suppressions', { email: 'stranger@example.org', reason: 'complaint' })
    await request('POST', '/contacts', { email: 'bounced@example.org', status: 'bounced' })
    await request('POST', '/contacts', { email: 'left@example.org', status: 'unsubscribed' })
    const answers = new Set<string>()
    for (const name of ['new', 'known', 'blocked', 'stranger', 'bounced', 'left']) {
      answers.add((await fillIn(one, { email: `${name}@example.org`, firstName: 'Mallory' })).text)
    }
    expect(answers.size).toBe(1)
    expect(await contact('new@example.org')).toMatchObject({ status: 'subscribed' })
    expect(await contact('known@example.org')).toMatchObject({ firstName: 'Known', tags: ['old'] })
    expect(await contact('blocked@example.org')).toMatchObject({ status: 'unsubscribed', firstName: null })
    expect((await request('GET', '/contacts/stranger@example.org')).status).toBe(404)
    expect(await contact('bounced@example.org')).toMatchObject({ status: 'bounced' })
    expect(await contact('left@example.org')).toMatchObject({ status: 'unsubscribed' })
    // Who left has to say so from their own address.
    await post((await pages.mailTo('left@example.org'))?.link ?? '')
    expect(await contact('left@example.org')).toMatchObject({ status: 'subscribed', firstName: 'Mallory' })
  })

  it('with somebody else’s phone number is still about the address', async () => {
    const one = await form({ doubleOptIn: false, fields: [{ field: 'phone', label: 'Phone' }] })
    await request('POST', '/contacts', { email: 'owner@example.org', phone: '+4930901820', status: 'unsubscribed' })
    await fillIn(one, { email: 'thief@example.org', phone: '+4930901820' })
    expect(await contact('owner@example.org')).toMatchObject({ status: 'unsubscribed' })
    expect(await contact('thief@example.org')).toMatchObject({ status: 'subscribed', phone: null })
    await fillIn(one, { email: 'caller@example.org', phone: '+4930901821' })
    expect(await contact('caller@example.org')).toMatchObject({ phone: '+4930901821' })
  })
})

describe('programs that fill in forms', () => {
  it('learn nothing from the trap, and get nowhere', async () => {
    const one = await form({ doubleOptIn: false })
    const page = await fillIn(one, { email: 'bot@example.org', website: 'https://spam.example' })
    expect(page.status).toBe(200)
    expect(page.text).toContain('<h1>Thank you</h1>')
    expect((await request('GET', '/contacts/bot@example.org')).status).toBe(404)
  })

  it('that have no ticket, are too fast, too late, or have another form’s are shown the form again', async () => {
    const one = await form({ doubleOptIn: false })
    const other = ticketOf(await get(pathOf(await form({ doubleOptIn: false }))))
    const fresh = ticketOf(await get(pathOf(one)))
    clock.pass(1)
    const fast = await post(pathOf(one), { email: 'bot@example.org', ticket: fresh })
    clock.pass(25 * 3_600)
    const answers = [fast]
    for (const ticket of ['', 'x', other, fresh])
      answers.push(await post(pathOf(one), { email: 'bot@example.org', ticket }))
    for (const page of answers) {
      expect(page.status).toBe(200)
      expect(page.text).toContain('Please check what you entered and send it once more.')
      expect(page.text).toContain('value="bot@example.org"')
    }
    expect((await request('GET', '/contacts/bot@example.org')).status).toBe(404)
    const ticket = ticketOf(answers[1])
    clock.pass(3)
    expect((await post(pathOf(one), { email: 'bot@example.org', ticket })).text).toContain('<h1>Thank you</h1>')
  })

  it('are stopped by network', async () => {
    const one = await form()
    const statuses: number[] = []
    for (let time = 0; time < 12; time += 1) statuses.push((await post(pathOf(one), {}, `203.0.113.${time}`)).status)
    expect(statuses).toEqual([...Array(10).fill(200), 429, 429])
  })

  it('cannot fill an inbox: an address is written three times a day', async () => {
    const one = await form()
    for (let time = 0; time < 5; time += 1) {
      expect((await fillIn(one, { email: 'victim@example.org' })).text).toContain('Almost done')
    }
    await pages.sendMail()
    const { body } = await request<{ data: object[] }>('GET', '/catcher?q=victim&limit=100')
    expect(body.data).toHaveLength(3)
    await request('DELETE', '/catcher')
  })

  it.each(['', '%', 'email=%00', 'email[]=a', '\u0000', `email=${'x'.repeat(100_000)}`])(
    'that send %.20j meet a sentence',
    async (payload) => {
      const one = await form()
      const remoteAddress = pages.nextAddress()
      const page = await pages.test().inject({ method: 'POST', url: pathOf(one), payload, remoteAddress })
      expect(page.status).toBe(200)
      expect(page.text).toContain('role="alert"')
    },
  )

  it.each(['frm_x', 'x', '%00', 'frm_01jqqqqqqqqqqqqqqqqqqqqqqq'])('find no form %s', async (id) => {
    expect((await get(`/forms/${id}`)).status).toBe(404)
    expect((await get(`/forms/${id}/embed.js`)).status).toBe(404)
  })
})

describe('double opt-in', () => {
  it('subscribes nobody before they confirm, and nobody by looking', async () => {
    const one = await form({ language: 'de', name: 'DOI', successText: 'Willkommen!' })
    const page = await fillIn(one, { email: 'eva@example.org', firstName: 'Eva', topic })
    expect(page.text).toContain('<h1>Fast geschafft</h1>')
    expect((await request('GET', '/contacts/eva@example.org')).status).toBe(404)
    expect((await request('GET', `/forms/${one.id}/sign-ups`)).body).toMatchObject({
      data: [{ status: 'pending', email: 'eva@example.org', version: 1 }],
    })
    const askedAt = clock.now.toISOString()
    const mail = await pages.mailTo('eva@example.org')
    expect(mail?.text).toContain('hat eva@example.org bei The <News> angemeldet.')
    expect(mail?.text).toContain('1 Main St')
    await request('PATCH', `/forms/${one.id}`, { text: 'Something else' })
    clock.pass(3_600)
    for (let time = 0; time < 20; time += 1) expect((await get(mail?.link ?? '')).text).toContain('Ja, anmelden')
    expect((await request('GET', '/contacts/eva@example.org')).status).toBe(404)
    const done = await post(mail?.link ?? '')
    expect(done.text).toContain('<h1>Sie sind angemeldet</h1>')
    expect(done.text).toContain('Willkommen!')
    expect(await contact('eva@example.org')).toMatchObject({
      status: 'subscribed',
      firstName: 'Eva',
      tags: ['from form'],
    })
    const entries = await timeline('eva@example.org')
    expect(entries.map(({ title, by }) => [title, by])).toEqual(
      expect.arrayContaining([
        ['Asked to subscribe', 'contact'],
        ['Subscribed', 'contact'],
        ['Subscribed to the topic "Offers"', 'contact'],
      ]),
    )
    expect(entries.find(({ title }) => title === 'Subscribed')?.details.proof).toMatchObject({
      form: 'DOI',
      version: 1,
      wording: 'I want news from you.\n\nI may leave <at any time>.',
      address: 'eva@example.org',
      askedAt,
      userAgent: 'Browser/1.0',
      confirmedAt: clock.now.toISOString(),
      confirmedFrom: { userAgent: 'Browser/1.0', ip: expect.any(String) },
    })
    expect((await post(mail?.link ?? '')).status).toBe(410)
    const { body } = await request<{ data: object[] }>('GET', `/forms/${one.id}/sign-ups`)
    expect(body.data).toMatchObject([{ status: 'confirmed', email: 'eva@example.org' }])
    const kept = await pages
      .test()
      .product.database.query(`select from notices where message is not null and state <> 'queued'`)
    expect(kept).toEqual([])
  })

  it('is over after a week, and when the form is gone', async () => {
    const one = await form()
    await fillIn(one, { email: 'slow@example.org' })
    const { link = '' } = (await pages.mailTo('slow@example.org')) ?? {}
    clock.pass(7 * 24 * 3_600)
    expect((await post(link)).status).toBe(410)
    expect((await request('GET', `/forms/${one.id}/sign-ups`)).body).toMatchObject({ data: [{ status: 'expired' }] })
    await fillIn(one, { email: 'slow@example.org' })
    const again = (await pages.mailTo('slow@example.org'))?.link ?? ''
    await request('DELETE', `/forms/${one.id}`)
    expect((await get(again)).status).toBe(410)
  })

  it('gives who is subscribed already tags, topics and proof once they confirm, and changes nothing else', async () => {
    const one = await form()
    await request('POST', '/contacts', { email: 'member@example.org', firstName: 'Member' })
    await fillIn(one, { email: 'member@example.org', firstName: 'Other', 'fields.plan': 'free', topic })
    expect(await timeline('member@example.org')).toEqual([])
    await post((await pages.mailTo('member@example.org'))?.link ?? '')
    expect(await contact('member@example.org')).toMatchObject({
      firstName: 'Member',
      fields: { plan: 'free' },
      tags: ['from form'],
    })
    expect((await timeline('member@example.org')).map(({ title }) => title)).toContain('Subscribed')
  })

  it('keeps out who was blocked in the meantime', async () => {
    const one = await form()
    await fillIn(one, { email: 'meantime@example.org' })
    const { link = '' } = (await pages.mailTo('meantime@example.org')) ?? {}
    await request('POST', '/suppressions', { email: 'meantime@example.org', reason: 'complaint' })
    expect((await post(link)).status).toBe(410)
    expect((await request('GET', '/contacts/meantime@example.org')).status).toBe(404)
  })

  it('confirms once when the button is pressed many times at once', async () => {
    const one = await form()
    await fillIn(one, { email: 'eager@example.org' })
    const { link = '' } = (await pages.mailTo('eager@example.org')) ?? {}
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(link)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410, 410])
  })
})

describe('the embed code', () => {
  it('works by itself with a second click, and with the script without one', async () => {
    const one = await form({ doubleOptIn: false })
    expect(one.embed.html).toContain(`<form action="${one.url}" method="post">`)
    expect(one.embed.html).toContain(`<script src="${one.url}/embed.js" async></script>`)
    expect(one.embed.html).not.toContain('name="ticket"')
    const script = await get(`${pathOf(one)}/embed.js`)
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'no-store',
    })
    const ticket = /input\.value = "([^"]+)"/.exec(script.text)?.[1] ?? ''
    clock.pass(4)
    const elsewhere = {
      origin: 'https://shop.example',
      'sec-fetch-site': 'cross-site',
      'content-type': 'application/x-www-form-urlencoded',
    }
    const page = await pages.test().inject({
      method: 'POST',
      url: pathOf(one),
      headers: elsewhere,
      payload: `email=embed@example.org&ticket=${ticket}`,
    })
    expect(page.text).toContain('<h1>Thank you</h1>')
    expect(await contact('embed@example.org')).toMatchObject({ status: 'subscribed' })
  })
})

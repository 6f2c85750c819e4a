import { beforeAll, describe, expect, it } from 'vitest'
import { forgetDeletedForms } from '../../packages/server/src/store/forms.ts'
import { publicFormsOf } from '../support/public-forms.ts'
import { standPublicPages } from '../support/public-pages.ts'

let topic = ''
const pages = standPublicPages(async (client) => {
  await client.project.update({
    fromName: 'The <News>',
    fromEmail: 'news@example.org',
    postalAddress: '1 Main\nSt <b>',
  })
  await client.fields.create({ key: 'plan', name: 'Plan', type: 'select', options: ['free', 'pro'] })
  topic = (await client.topics.create({ name: 'Offers', default: 'opt_out' })).id
})
const { request, get, post, contact, clock } = pages
const { form, fillIn, pathOf } = publicFormsOf(pages)
const client = () => pages.test().client

describe('a deleted form', () => {
  it('comes back at its old address, with its wordings and whoever waits', async () => {
    const one = await form({ name: 'Footer' })
    await client().forms.update(one.id, { title: 'Second' })
    await fillIn(one, { email: 'waits@example.org' })
    const { link = '' } = (await pages.mailTo('waits@example.org')) ?? {}
    await client().forms.delete(one.id)
    expect((await get(pathOf(one))).status).toBe(404)
    expect((await get(`${pathOf(one)}/embed.js`)).status).toBe(404)
    expect([(await get(link)).status, (await post(link)).status]).toEqual([410, 410])
    expect((await request('GET', `/forms/${one.id}`)).status).toBe(404)
    expect((await request<{ data: object[] }>('GET', '/forms')).body.data).toEqual([])
    expect(await client().forms.restore(one.id)).toMatchObject({ id: one.id, name: 'Footer', version: 2, url: one.url })
    expect((await get(pathOf(one))).text).toContain('<h1>Second</h1>')
    expect((await post(link)).status).toBe(200)
    expect(await contact('waits@example.org')).toMatchObject({ status: 'subscribed' })
    expect((await request('POST', `/forms/${one.id}/restore`)).status).toBe(404)
    const { data } = await client().audit.list({ kind: 'form', target: one.id })
    expect(data.map(({ call, change }) => [call, change])).toEqual([
      ['forms.restore', 'created'],
      ['forms.delete', 'deleted'],
      ['forms.update', 'updated'],
      ['forms.create', 'created'],
    ])
    expect(data[1]).toMatchObject({ before: { name: 'Footer', title: 'Second' }, after: {} })
  })

  it('leaves its name to others, who keep it', async () => {
    const one = await form({ name: 'Taken' })
    await client().forms.delete(one.id)
    const other = await form({ name: 'Taken' })
    expect((await request('POST', `/forms/${one.id}/restore`)).status).toBe(409)
    await client().forms.update(other.id, { name: 'Not taken' })
    expect(await client().forms.restore(one.id)).toMatchObject({ name: 'Taken' })
  })

  it('is forgotten after a week', async () => {
    const [young, old] = [await form(), await form()]
    await client().forms.delete(old.id)
    clock.pass(6 * 24 * 3_600)
    await client().forms.delete(young.id)
    clock.pass(24 * 3_600 + 1)
    await forgetDeletedForms(pages.test().product.database, clock.now)
    expect((await request('POST', `/forms/${old.id}/restore`)).status).toBe(404)
    expect((await request('POST', `/forms/${young.id}/restore`)).status).toBe(200)
  })
})

describe('what a form names', () => {
  const named = async () => {
    const one = await form({ name: 'Keeper', topics: ['Rare'], tags: ['Rare'], fields: [RARE] })
    return { one, paths: [`/topics/${rare.topic}`, `/tags/${rare.tag}`, '/fields/rare'] }
  }
  const RARE = { field: 'fields.rare', label: 'Rare' }
  const rare = { topic: '', tag: '' }
  beforeAll(async () => {
    rare.topic = (await client().topics.create({ name: 'Rare', default: 'opt_out' })).id
    rare.tag = (await client().tags.create({ name: 'Rare' })).id
    await client().fields.create({ key: 'rare', name: 'Rare', type: 'text' })
  })

  it('says so, and cannot go before the form lets go of it', async () => {
    const { one, paths } = await named()
    for (const path of paths) {
      const uses = await request<{ data: object[] }>('GET', `${path}/uses`)
      expect(uses.body.data).toEqual([{ kind: 'form', id: one.id, name: 'Keeper' }])
      const { status, body } = await request<{ detail: string }>('DELETE', path)
      expect([status, body.detail]).toEqual([409, expect.stringMatching(/"Rare" is used by the form "Keeper"\.$/)])
    }
    expect((await client().tags.audit()).unused.map(({ name }) => name)).not.toContain('Rare')
    // A form asks for values of any type.
    expect((await request('POST', '/fields/rare/type/preview', { type: 'number' })).body).toMatchObject({ usedBy: [] })
    await client().fields.update('rare', { type: 'number' })
    await client().forms.update(one.id, { topics: [], tags: [], fields: [] })
    for (const path of paths) expect((await request('GET', `${path}/uses`)).body).toMatchObject({ data: [] })
    await client().forms.delete(one.id)
  })

  it('stays in the form while it is not active, and is offered to nobody', async () => {
    const { one } = await named()
    await client().topics.update(rare.topic, { isActive: false })
    expect(await client().forms.get(one.id)).toMatchObject({ topics: [{ id: rare.topic, name: 'Rare' }] })
    expect((await get(pathOf(one))).text).not.toContain(rare.topic)
    await client().topics.update(rare.topic, { isActive: true })
    expect((await get(pathOf(one))).text).toContain(rare.topic)
    await client().forms.delete(one.id)
  })

  it('follows a tag that becomes another', async () => {
    const { one } = await named()
    await client().tags.create({ name: 'Rarer' })
    await client().forms.update(one.id, { tags: ['Rarer', 'Rare'] })
    const { changedRules } = await client().tags.merge('Rarer', { into: 'Rare' })
    expect(changedRules).toMatchObject([{ kind: 'form', name: 'Keeper' }])
    expect((await client().forms.get(one.id)).tags).toMatchObject([{ id: rare.tag }])
    await client().forms.delete(one.id)
  })

  it('may go with a deleted form, which comes back without it and works', async () => {
    const { one, paths } = await named()
    await client().forms.delete(one.id)
    for (const path of paths) expect((await request('DELETE', path)).status).toBe(204)
    expect(await client().forms.restore(one.id)).toMatchObject({ topics: [], tags: [] })
    expect((await get(pathOf(one))).text).not.toContain('fields.rare')
    await fillIn(one, { email: 'rare@example.org', 'fields.rare': 'x' })
    await post((await pages.mailTo('rare@example.org'))?.link ?? '')
    expect(await contact('rare@example.org')).toMatchObject({ status: 'subscribed', tags: [] })
    expect(await client().forms.update(one.id, { name: 'Kept' })).toMatchObject({ fields: [], version: 2 })
  })
})

it('keeps who wrote a wording', async () => {
  const one = await form()
  await client().forms.update(one.id, { text: 'Other' })
  const { data } = await client().forms.versions(one.id)
  expect(data).toMatchObject([
    { version: 2, text: 'Other', by: expect.stringMatching(/^key:key_/), byName: expect.any(String) },
    { version: 1, by: expect.stringMatching(/^key:key_/) },
  ])
})

describe('a sign-up', () => {
  it('is told with its proof: when and from where somebody asked and confirmed', async () => {
    const one = await form()
    await fillIn(one, { email: 'Proof@Example.org' })
    const asked = { at: clock.now.toISOString(), askedFrom: { ip: expect.any(String), userAgent: 'Browser/1.0' } }
    const list = async () => (await client().forms.signUps(one.id)).data
    expect(await list()).toMatchObject([
      {
        ...asked,
        status: 'pending',
        email: 'Proof@Example.org',
        contact: null,
        confirmedAt: null,
        confirmedFrom: null,
      },
    ])
    clock.pass(60)
    await post((await pages.mailTo('proof@example.org'))?.link ?? '')
    const { id } = await contact('proof@example.org')
    const confirmed = { confirmedAt: clock.now.toISOString(), confirmedFrom: asked.askedFrom }
    expect(await list()).toMatchObject([
      { ...asked, ...confirmed, status: 'confirmed', email: 'Proof@Example.org', contact: id },
    ])
    await client().contacts.create({ email: 'twin@example.org' })
    await client().contacts.merge('twin@example.org', { from: 'proof@example.org' })
    expect(await list()).toMatchObject([{ ...confirmed, contact: (await contact('twin@example.org')).id }])
    await client().contacts.delete('twin@example.org')
    expect(await list()).toMatchObject([{ status: 'confirmed', email: null, contact: null, askedFrom: null }])
  })

  it('without confirmation says where it came from, unless the project keeps no addresses', async () => {
    const one = await form({ doubleOptIn: false })
    await client().project.update({ keepsIp: false })
    await fillIn(one, { email: 'direct@example.org' })
    await client().project.update({ keepsIp: true })
    expect((await client().forms.signUps(one.id)).data).toMatchObject([
      { email: 'direct@example.org', askedFrom: { ip: null, userAgent: 'Browser/1.0' }, confirmedFrom: null },
    ])
  })

  it('that waits is part of what is known of a person, and goes when they are erased', async () => {
    const one = await form()
    await fillIn(one, { email: 'only-asked@example.org', firstName: 'Asked' })
    expect(await client().contacts.accessExport('Only-Asked@example.org')).toMatchObject({
      contacts: [],
      signUps: [{ form: expect.any(String), given: { values: { firstName: 'Asked' } }, confirmedAt: null }],
    })
    const { link = '' } = (await pages.mailTo('only-asked@example.org')) ?? {}
    expect(await client().contacts.erase('only-asked@example.org')).toMatchObject({ addresses: 1 })
    expect((await client().forms.signUps(one.id)).data).toEqual([])
    expect((await post(link)).status).toBe(410)
    expect((await request('GET', '/contacts/only-asked@example.org/access-export')).status).toBe(404)
  })

  it.each([true, false])('of somebody who was erased makes nobody, which nobody can tell (%s)', async (doubleOptIn) => {
    const one = await form({ doubleOptIn })
    await client().contacts.create({ email: 'erased@example.org' })
    await client().contacts.erase('erased@example.org')
    const told = await fillIn(one, { email: 'erased@example.org' })
    expect(told.text).toBe((await fillIn(one, { email: `new-${doubleOptIn}@example.org` })).text)
    expect((await request('GET', '/contacts/erased@example.org')).status).toBe(404)
    expect(await pages.mailTo('erased@example.org')).toBeUndefined()
    expect(
      (await client().forms.get(one.id)).signUps.pending + (await client().forms.get(one.id)).signUps.confirmed,
    ).toBe(1)
  })
})

describe('the preview of a form', () => {
  const content = () => ({
    title: 'Get <news>',
    text: 'I want news.',
    fields: [{ field: 'fields.plan', label: 'Plan <i>' }],
    topics: [topic],
    redirectUrl: 'https://example.org/welcome',
  })

  it('is what the page will be', async () => {
    const one = await form({ ...content(), doubleOptIn: false })
    const { html } = await client().forms.preview(content())
    const withoutTicket = (text: string) => text.replace(/name="ticket" value="[^"]*"/, '')
    expect(withoutTicket(html)).toBe(withoutTicket((await get(pathOf(one))).text))
    expect(html).toContain('<footer>1 Main\nSt &lt;b&gt;</footer>')
  })

  it.each([
    ['sent', {}, '<h1>Almost done</h1>'],
    ['sent', { doubleOptIn: false, successText: 'Hi <there>' }, '<p>Hi &lt;there&gt;</p>'],
    ['done', { language: 'de' }, '<h1>Sie sind angemeldet</h1>'],
    ['message', { language: 'fr' }, 'ada@example.org'],
  ] as const)('shows what is %s of %j', async (shows, given, text) => {
    const { html } = await client().forms.preview({ ...content(), ...given, shows })
    expect(html).toContain(text)
    expect(html).not.toContain('http-equiv="refresh"')
  })

  it('shows a form of which nothing is written yet, and refuses what cannot be', async () => {
    expect((await client().forms.preview({})).html).toContain('name="email"')
    const { status, body } = await request('POST', '/forms/preview', { topics: ['Nothing'] })
    expect([status, body]).toMatchObject([422, { errors: [{ pointer: '/topics/0' }] }])
  })
})

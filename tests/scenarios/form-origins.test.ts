import { expect, it } from 'vitest'
import { type Form, publicFormsOf } from '../support/public-forms.ts'
import { standPublicPages } from '../support/public-pages.ts'

const pages = standPublicPages(async (client) => {
  await client.project.update({ fromName: 'The News', fromEmail: 'news@example.org' })
  await client.fields.create({ key: 'plan', name: 'Plan', type: 'text' })
  await client.topics.create({ name: 'Offers', default: 'opt_out' })
})
const { request, get, clock } = pages
const { form, pathOf, ticketOf } = publicFormsOf(pages)

const send = async (one: Form, headers: Record<string, string>, email = 'any@example.org') => {
  const ticket = ticketOf(await get(pathOf(one)))
  clock.pass(5)
  const payload = new URLSearchParams({ email, ticket }).toString()
  const remoteAddress = pages.nextAddress()
  return pages.test().inject({
    ...{ method: 'POST', url: pathOf(one), remoteAddress, payload },
    headers: { host: 'mail.example', 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })
}

it('keeps them as browsers write them, each once', async () => {
  const origins = ['HTTPS://Shop.Example', 'https://shop.example/', 'http://localhost:8080', 'https://münchen.example']
  const one = await form({ origins })
  const kept = ['https://shop.example', 'http://localhost:8080', 'https://xn--mnchen-3ya.example']
  expect(one).toMatchObject({ origins: kept, version: 1 })
  expect((await request('PATCH', `/forms/${one.id}`, { title: 'Other' })).body).toMatchObject({ origins: kept })
})

it.each(['example.org', 'https://example.org/shop', 'https://ada:x@example.org', 'ftp://example.org', '*', 'null', ''])(
  'refuses %j',
  async (origin) => {
    const { status, body } = await request<object>('POST', '/forms', { name: 'x', title: 'x', origins: [origin] })
    expect([status, body]).toMatchObject([422, { errors: [{ pointer: '/origins/0' }] }])
  },
)

it.each<[where: string, headers: Record<string, string>, isTaken: boolean]>([
  ['a page that it names', { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' }, true],
  ['its own page', { origin: 'http://mail.example' }, true],
  ['its own page, as browsers say of it by https', { 'sec-fetch-site': 'same-origin' }, true],
  ['another page', { origin: 'https://other.example', 'sec-fetch-site': 'cross-site' }, false],
  ['another port', { origin: 'https://shop.example:8443' }, false],
  ['the same page by http', { origin: 'http://shop.example' }, false],
  ['a page below it', { origin: 'https://www.shop.example' }, false],
  ['a page that hides where it is', { origin: 'null', 'sec-fetch-site': 'cross-site' }, false],
  ['a program', {}, false],
])('sent from %s', async (where, headers, isTaken) => {
  const one = await form({ doubleOptIn: false, origins: ['https://shop.example'] })
  const email = `${where.replaceAll(/\W/g, '-')}@example.org`
  const page = await send(one, headers, email)
  expect([page.status, (await request('GET', `/contacts/${email}`)).status]).toEqual(isTaken ? [200, 200] : [403, 404])
  if (!isTaken) expect(page.text).toContain(`<a class="button" href="${one.url}">Open the form</a>`)
})

it('says from where it takes nothing, whoever wrote that', async () => {
  const one = await form({ origins: ['https://shop.example'], language: 'de' })
  const { text } = await send(one, { origin: 'https://<b>.example' })
  expect(text).toContain('<p>Dieses Formular nimmt von https://&lt;b&gt;.example keine Anmeldungen an.')
})

it('takes everything without them, as it always did', async () => {
  const one = await form({ doubleOptIn: false })
  const others: Record<string, string>[] = [{}, { origin: 'https://other.example' }, { origin: 'null' }]
  for (const headers of others) {
    expect((await send(one, headers)).text).toContain('<h1>Thank you</h1>')
  }
})

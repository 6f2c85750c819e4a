import PostalMime from 'postal-mime'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { pruneHits } from '../../packages/server/src/jobs/tracking/prune-hits.ts'
import { settleNext } from '../../packages/server/src/jobs/tracking/settle-next.ts'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'

const FIREFOX = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
const HTML = `<html><body>
<a href="https://shop.example.org/sale?a=1&amp;b=2">Sale</a> <a href="{{ contact.fields.site }}">Yours</a>
<a href="#top">Up</a> <a href="https://shop.example.org/new">New</a> <a href="{{ unsubscribe_url }}">Bye</a>
</body></html>`

let desk: Campaigning
beforeAll(async () => {
  desk = await createCampaigning()
  await desk.request('POST', '/fields', { key: 'site', name: 'Site', type: 'text' })
})
afterEach(async () => {
  await desk.stop()
  await desk.request('DELETE', '/catcher')
})
afterAll(() => desk.drop())

/** Sends a campaign to one new person, and gives what arrived; a minute passes. */
async function sendOne(name: string, changes: object = {}) {
  const email = `${name}@example.org`
  const tag = await desk.people([{ email, fields: { site: 'https://ada.example.org/me' } }])
  const id = await desk.draft({ include: { tags: [tag] } }, { html: HTML, ...changes })
  await desk.sendAll(id)
  const [{ id: caughtId }] = await desk.caught()
  const { text: raw } = await desk.product.request('GET', `/v1/catcher/${caughtId}/raw`)
  const { html = '', text = '' } = await PostalMime.parse(raw)
  desk.aheadMs += 60_000
  const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href)
  return { id, email, html, text, links, pixel: /<img src="([^"]*)"/.exec(html)?.[1] ?? '' }
}

type Asked = { method?: 'GET' | 'HEAD'; headers?: Record<string, string> }

function visit(url: string, { method = 'GET', headers = FIREFOX }: Asked = {}) {
  return desk.product.inject({ method, url: url.replace('http://localhost:3000', ''), headers })
}

/** Lets the time pass after which clicks are told apart, and gives the events of a person, oldest first. */
async function eventsOf(email: string) {
  desk.aheadMs += 11_000
  await settleNext(desk.product.product)
  return desk.product.product.database.query<Record<string, unknown>>(
    `select e.name, e.machine, e.link, e.properties from events e
     join contacts c using (project_id, row_no) where c.email = $1 and e.name <> 'email.sent' order by e.at, e.machine`,
    [email],
  )
}

describe('a tracked message', () => {
  it('leads its links through us and shows a pixel; the way out and the text stay as they are', async () => {
    const { html, text, links, pixel } = await sendOne('ada')
    expect(links.map((link) => /^http:\/\/localhost:3000\/c\/[\w-]+$/.test(link))).toEqual([
      true,
      true,
      false,
      true,
      false,
    ])
    expect(links[2]).toBe('#top')
    expect(links[4]).toContain('/unsubscribe/')
    expect(pixel).toMatch(/^http:\/\/localhost:3000\/o\/[\w-]+$/)
    expect(html).toMatch(/<img [^>]*>\s*<\/body>/)
    expect(text).toContain('https://shop.example.org/new')
    expect(text).not.toContain('/c/')
  })

  it.each([
    [{ opens: false }, 3, false],
    [{ clicks: false }, 0, true],
    [{ opens: false, clicks: false }, 0, false],
  ])('with %j has %i tracked links, a pixel: %s', async (tracking, count, hasPixel) => {
    const { links, pixel } = await sendOne(`switch${count}${hasPixel}`, { tracking })
    expect(links.filter((link) => link.includes('/c/'))).toHaveLength(count)
    expect(pixel !== '').toBe(hasPixel)
  })

  it('is not tracked where the project says no, whatever the campaign says', async () => {
    expect((await desk.request('PATCH', '/project', { tracking: { opens: false, clicks: false } })).status).toBe(200)
    const { links, pixel } = await sendOne('quiet')
    const { body } = await desk.request('PATCH', '/project', { tracking: { opens: true, clicks: true } })
    expect(body).toMatchObject({ tracking: { opens: true, clicks: true } })
    expect([links.some((link) => link.includes('/c/')), pixel]).toEqual([false, ''])
  })

  it('keeps the other switch of a draft when one is changed', async () => {
    const id = await desk.draft({ include: { everyone: true } }, { tracking: { opens: false } })
    expect(await desk.get(id)).toMatchObject({ tracking: { opens: false, clicks: true } })
    const { body } = await desk.request('PATCH', `/campaigns/${id}`, { tracking: { clicks: false } })
    expect(body).toMatchObject({ tracking: { opens: false, clicks: false } })
  })
})

describe('a person who does not want to be watched', () => {
  const off = (email: string) => desk.request('PATCH', `/contacts/${email}`, { tracking: false })

  it('gets links as they were written and no pixel, beside others whose message is tracked', async () => {
    const tag = await desk.people(['private', 'public'].map((name) => ({ email: `${name}@watch.example.org` })))
    const { body } = await off('private@watch.example.org')
    expect(body).toMatchObject({ tracking: false })
    const id = await desk.draft({ include: { tags: [tag] } }, { html: HTML })
    await desk.sendAll(id)
    const raws = await Promise.all(
      (await desk.caught()).map(async ({ id: caught, to }) => {
        const { text: raw } = await desk.product.request('GET', `/v1/catcher/${caught}/raw`)
        const { html = '' } = await PostalMime.parse(raw)
        return [to[0], html.includes('/c/'), html.includes('/o/'), html.includes('https://shop.example.org/new')]
      }),
    )
    expect(raws.toSorted()).toEqual([
      ['private@watch.example.org', false, false, true],
      ['public@watch.example.org', true, true, false],
    ])
  })

  it('leaves no trace from then on: old messages work, and neither record what waited nor what comes', async () => {
    const { email, links, pixel } = await sendOne('leaver')
    await visit(links[0])
    await off(email)
    expect((await visit(links[3])).status).toBe(302)
    expect((await visit(pixel)).status).toBe(200)
    expect(await eventsOf(email)).toEqual([])
    await desk.request('PATCH', `/contacts/${email}`, { tracking: true })
    await visit(pixel)
    expect(await eventsOf(email)).toMatchObject([{ name: 'email.opened' }])
  })

  it('is told by upserts and batches, and stays so when they say nothing', async () => {
    const email = 'told@watch.example.org'
    const upsert = (body: object) => desk.request('POST', '/contacts?upsert=true', { email, ...body })
    expect((await upsert({ tracking: false })).body).toMatchObject({ tracking: false })
    expect((await upsert({ firstName: 'Tia' })).body).toMatchObject({ tracking: false, firstName: 'Tia' })
    await desk.request('POST', '/contacts/batch', { contacts: [{ email, tracking: true }] })
    expect((await desk.request('GET', `/contacts/${email}`)).body).toMatchObject({ tracking: true })
  })
})

describe('a flood from one network', () => {
  it('is answered as always, and written down only up to a limit', async () => {
    const { email, links } = await sendOne('flooded')
    const statuses: number[] = []
    for (let round = 0; round < 31; round += 1) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => visit(links[0])))
      statuses.push(...answers.map(({ status }) => status))
    }
    expect(new Set(statuses)).toEqual(new Set([302]))
    const [{ count }] = await desk.product.product.database.query<{ count: number }>(
      `select count(*)::int as count from tracking_hits h join contacts c using (project_id, row_no) where c.email = $1`,
      [email],
    )
    expect(count).toBeLessThanOrEqual(3_000)
    expect(count).toBeGreaterThan(2_900)
    // Whoever comes after them does not wait for long.
    desk.aheadMs += 60_000
    let rounds = 1
    while (await settleNext(desk.product.product)) rounds += 1
    expect(rounds).toBeLessThanOrEqual(4)
  })
})

describe('what people do with it', () => {
  it('an open is answered with a picture and becomes an event at once', async () => {
    const { email, pixel } = await sendOne('opener')
    const { status, headers } = await visit(pixel)
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'image/gif', 'no-store'])
    expect(headers).toMatchObject({ 'cross-origin-resource-policy': 'cross-origin' })
    await settleNext(desk.product.product)
    await visit(pixel, { headers: { 'user-agent': 'Mozilla/5.0' } })
    expect(await eventsOf(email)).toEqual([
      { name: 'email.opened', machine: false, link: null, properties: null },
      { name: 'email.opened', machine: true, link: null, properties: { reasons: ['apple_mpp'] } },
    ])
  })

  it('a click leads where the link says, and becomes an event once ten seconds have told who it was', async () => {
    const { email, links } = await sendOne('clicker')
    const { status, headers } = await visit(links[0])
    expect([status, headers.location]).toEqual([302, 'https://shop.example.org/sale?a=1&b=2'])
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })
    expect(headers['set-cookie']).toBeUndefined()
    await settleNext(desk.product.product)
    const read = `select from events e join contacts c using (project_id, row_no) where c.email = $1 and e.name = 'email.clicked'`
    expect(await desk.product.product.database.query(read, [email])).toEqual([])
    expect((await visit(links[1], { method: 'HEAD' })).headers.location).toBe('https://ada.example.org/me')
    const link = 'https://shop.example.org/sale?a=1&b=2'
    expect(await eventsOf(email)).toEqual([
      { name: 'email.clicked', machine: false, link, properties: { position: 1 } },
      {
        name: 'email.clicked',
        machine: true,
        link: 'https://ada.example.org/me',
        properties: { position: 2, reasons: ['head'] },
      },
    ])
    // Each became an event once.
    expect(await eventsOf(email)).toHaveLength(2)
  })

  it('somebody who follows every link within seconds is a machine, in each of those clicks', async () => {
    const { email, links } = await sendOne('scanned')
    for (const link of [links[0], links[1], links[3]]) await visit(link)
    const events = await eventsOf(email)
    expect(events.map(({ machine }) => machine)).toEqual([true, true, true])
    expect(events[0]).toMatchObject({ properties: { position: 1, reasons: ['many_links'] } })
  })

  it('a click before anybody could have read it is a machine’s', async () => {
    const tag = await desk.people([{ email: 'gateway@example.org' }])
    const id = await desk.draft({ include: { tags: [tag] } }, { html: HTML })
    await desk.sendAll(id)
    const [{ id: caughtId }] = await desk.caught()
    const { text: raw } = await desk.product.request('GET', `/v1/catcher/${caughtId}/raw`)
    const { html = '' } = await PostalMime.parse(raw)
    await desk.product.product.database.query(
      'update deliveries set updated_at = $2 where campaign_id = (select id from campaigns order by id desc limit 1) and $1::text is not null',
      [id, new Date(Date.now() + desk.aheadMs)],
    )
    await visit(/href="([^"]*)"/.exec(html)?.[1] ?? '')
    expect(await eventsOf('gateway@example.org')).toMatchObject([{ properties: { reasons: ['right_after_sending'] } }])
  })

  it('moves people between segments', async () => {
    const { pixel } = await sendOne('mover')
    const filters = { conditions: [{ type: 'engagement', event: 'opened', op: 'did' }] }
    const count = async () =>
      (await desk.product.read<{ count: number }>('POST', '/v1/segments/preview', { filters })).body.count
    const before = await count()
    await visit(pixel)
    await settleNext(desk.product.product)
    expect(await count()).toBe(before + 1)
  })

  it('keeps the request itself, without the whole address', async () => {
    const { email, pixel } = await sendOne('kept')
    await visit(pixel, { headers: { ...FIREFOX, 'sec-purpose': 'prefetch' } })
    await eventsOf(email)
    expect(
      await desk.product.product.database.query(
        `select kind, method, user_agent, network::text, prefetch, machine, reasons from tracking_hits
         join contacts c using (project_id, row_no) where c.email = $1`,
        [email],
      ),
    ).toEqual([
      {
        ...{ kind: 'open', method: 'GET', user_agent: FIREFOX['user-agent'], network: '127.0.0.0/24' },
        ...{ prefetch: 'prefetch', machine: true, reasons: ['prefetch'] },
      },
    ])
  })

  it('forgets with the person; their old links still work', async () => {
    const { email, links } = await sendOne('erased')
    await visit(links[0])
    const count = async () =>
      (
        await desk.product.product.database.query<{ count: number }>('select count(*)::int as count from tracking_hits')
      )[0].count
    const before = await count()
    await desk.product.product.database.query('delete from contacts where email = $1', [email])
    expect(await count()).toBe(before - 1)
    expect((await visit(links[0])).status).toBe(302)
    expect(await count()).toBe(before - 1)
  })
})

describe('a link that we did not make', () => {
  it('leads nowhere, and its pixel is a picture all the same', async () => {
    const { links, pixel } = await sendOne('forger')
    const token = links[0].split('/c/')[1]
    const forged = Buffer.from(Buffer.from(token, 'base64url').toString('latin1').replace('shop', 'evil'), 'latin1')
    for (const bad of [
      forged.toString('base64url'),
      pixel.split('/o/')[1],
      'https:%2F%2Fevil.example',
      'x'.repeat(3_000),
    ]) {
      const { status, headers, text } = await visit(`/c/${bad}`)
      expect([status, headers.location]).toEqual([404, undefined])
      expect(text).toContain('This link does not work')
      expect((await visit(`/o/${bad}`)).headers['content-type']).toBe('image/gif')
    }
    expect((await visit(`/c/${'x'.repeat(9_000)}`)).headers.location).toBeUndefined()
  })
})

describe('old hits', () => {
  it('are deleted 90 days after they became events, and no figure changes', async () => {
    const { id, email, links, pixel } = await sendOne('old')
    await visit(pixel)
    await visit(links[0])
    expect(await eventsOf(email)).toHaveLength(2)
    const hits = () =>
      desk.product.product.database.query(
        'select h.id from tracking_hits h join contacts c using (project_id, row_no) where c.email = $1',
        [email],
      )
    const before = [await desk.results(id), (await desk.request('GET', `/campaigns/${id}/results/links`)).body]
    desk.aheadMs += 89 * 86_400_000
    await pruneHits(desk.product.product)
    expect(await hits()).toHaveLength(2)
    desk.aheadMs += 2 * 86_400_000
    await visit(pixel)
    await pruneHits(desk.product.product)
    // What is no event yet stays, however old the message is.
    expect(await hits()).toHaveLength(1)
    expect([await desk.results(id), (await desk.request('GET', `/campaigns/${id}/results/links`)).body]).toEqual(before)
  })
})

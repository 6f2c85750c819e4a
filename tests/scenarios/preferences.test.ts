import { parseId } from '@rollcall/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toPreferencesToken } from '../../packages/server/src/email/preferences-token.ts'
import { endDuePauses } from '../../packages/server/src/jobs/end-pauses.ts'
import { sendDueNotices } from '../../packages/server/src/jobs/send-notices.ts'
import { openSenders, type Senders } from '../../packages/server/src/senders/open-senders.ts'
import { createProduct, type Reply, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
let clock = new Date('2026-03-01T09:30:00Z')
beforeAll(async () => {
  test = await createProduct({ now: () => clock })
  await request('PATCH', '/project', {
    fromName: 'The <News>',
    fromEmail: 'news@example.org',
    timezone: 'Europe/Berlin',
    branding: { logoUrl: 'https://example.org/logo.png?a=1&b=2', color: '#0a7d3c' },
  })
  for (const [name, topic] of Object.entries(TOPICS))
    ids[name] = (await test.client.topics.create({ name, ...topic })).id
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const TOPICS = {
  'Weekly <b>': { default: 'opt_in', displayOrder: 1, description: 'Every "Monday"' },
  Offers: { default: 'opt_out', displayOrder: 0 },
  'VIP only': { default: 'opt_out', visibility: 'private', displayOrder: 2 },
  'Old one': { default: 'opt_in', isActive: false },
} as const
const ids: Record<string, string> = {}

const request = <Body = unknown>(method: string, path: string, body?: unknown) =>
  test.read<Body>(method, `/v1${path}`, body)

type Contact = { id: string; email: string; status: string; firstName: string | null; language: string | null }
const contact = async (email: string) => (await request<Contact>('GET', `/contacts/${email}`)).body

/** Creates somebody; gives the path of their page. */
async function person(email: string, given: object = {}): Promise<string> {
  expect((await request('POST', '/contacts', { email, ...given })).status).toBe(201)
  const { body } = await request<{ url: string }>('POST', `/contacts/${email}/preferences-link`)
  return new URL(body.url).pathname
}

const get = (url: string) => test.inject({ method: 'GET', url })

// Each from an address of its own, so that nobody is asked to wait.
let sent = 0
const post = (url: string, form: Record<string, string | string[]>, remoteAddress?: string) => {
  const pairs = Object.entries(form).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  )
  sent += 1
  return test.inject({
    method: 'POST',
    url,
    remoteAddress: remoteAddress ?? `10.${Math.floor(sent / 250)}.${sent % 250}.7`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Browser/1.0' },
    payload: new URLSearchParams(pairs).toString(),
  })
}

const save = (topics: string[], details: object = {}) => ({
  do: 'save',
  shown: [ids['Weekly <b>'], ids.Offers],
  topic: topics.map((name) => ids[name]),
  ...details,
})

function undoOf({ text }: Reply): Record<string, string> {
  const [, token] = /name="do" value="undo"><input type="hidden" name="token" value="([^"]+)"/.exec(text) ?? []
  expect(token).toBeDefined()
  return { do: 'undo', token }
}

function said({ text }: Reply): string {
  const [, told = ''] = /<div class="(?:told|wrong)"[^>]*>([\s\S]*?)<\/div>/.exec(text) ?? []
  return told
    .replace(/<form[\s\S]*/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

const ticked = ({ text }: Reply) =>
  [...text.matchAll(/name="topic" value="([^"]+)" checked/g)].map(([, id]) =>
    Object.keys(ids).find((name) => ids[name] === id),
  )

async function reachable(email: string): Promise<number> {
  const filters = { conditions: [{ type: 'field', field: 'email', op: 'is', values: [email] }] }
  const { body } = await request<{ reachable: number }>('POST', '/segments/preview', { filters })
  return body.reachable
}

type Entry = { kind: string; title: string; by: string | null; details: Record<string, unknown> }
const timeline = async (email: string) =>
  (await request<{ data: Entry[] }>('GET', `/contacts/${email}/timeline?kinds=consent,topic,event`)).body.data

describe('the preference page', () => {
  it('shows what somebody may choose, under the name and colours of the project', async () => {
    const page = await get(await person('ada@example.org', { firstName: 'Ada "A"', language: 'en' }))
    expect(page.status).toBe(200)
    expect(page.text).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(page.text).toContain('Choose what The &lt;News&gt; sends to ada@example.org.')
    expect(page.text).toContain('<img src="https://example.org/logo.png?a=1&amp;b=2" alt="The &lt;News&gt;">')
    expect(page.text).toContain('--accent: #0a7d3c')
    expect(page.text).toContain('value="Ada &quot;A&quot;"')
    expect(page.text.indexOf('Offers')).toBeLessThan(page.text.indexOf('Weekly &lt;b&gt;'))
    expect(page.text).toContain('<small>Every &quot;Monday&quot;</small>')
    expect(page.text).not.toMatch(/VIP only|Old one|<script/)
    expect(ticked(page)).toEqual(['Weekly <b>'])
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      'cache-control': 'no-store',
    })
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  })

  it.each([
    ['de-AT', 'de', 'Was Sie bekommen'],
    ['fr', 'fr', 'Ce que vous recevez'],
    ['es-MX', 'es', 'Lo que recibe'],
    ['id', 'id', 'Yang Anda terima'],
    ['ja', 'en', 'What you get'],
  ])('speaks %s', async (language, lang, title) => {
    const page = await get(await person(`speaks-${language}@example.org`, { language }))
    expect(page.text).toContain(`<html lang="${lang}">`)
    expect(page.text).toContain(`<h1>${title}</h1>`)
  })

  it('changes nothing when it is looked at, 10,000 times', async () => {
    const link = await person('looks@example.org')
    const { data: before } = (await request<{ data: unknown[] }>('GET', '/contacts/looks@example.org/topics')).body
    const [{ count: written }] = await test.product.database.query('select count(*)::int as count from changes')
    for (let time = 0; time < 10_000 / 250; time += 1) {
      const pages = await Promise.all(
        Array.from({ length: 250 }, (_, place) => get(`${link}?do=leave&time=${time}-${place}`)),
      )
      expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200]))
    }
    expect(await test.inject({ method: 'HEAD', url: link })).toMatchObject({ status: 200 })
    expect(await contact('looks@example.org')).toMatchObject({ status: 'subscribed' })
    expect((await request<{ data: unknown[] }>('GET', '/contacts/looks@example.org/topics')).body.data).toEqual(before)
    expect(await test.product.database.query('select count(*)::int as count from changes')).toEqual([
      { count: written },
    ])
  }, 60_000)

  it('is not there for links that we did not make, that are cut off, changed, or made for leaving', async () => {
    const link = await person('tampered@example.org')
    const changed = [20, 40, 60].map(
      (place) => link.slice(0, place) + (link[place] === 'A' ? 'B' : 'A') + link.slice(place + 1),
    )
    const unsubscribe = link.replace('preferences', 'unsubscribe')
    for (const url of [...changed, link.slice(0, -1), '/preferences/x', '/preferences/%C3%BC']) {
      for (const page of [await get(url), await post(url, { do: 'leave' })]) {
        expect(page.status).toBe(404)
        expect(page.text).toContain('This link does not work')
      }
    }
    expect((await get(unsubscribe)).status).toBe(404)
    expect(await contact('tampered@example.org')).toMatchObject({ status: 'subscribed' })
    expect((await get('/preferences/preview')).text).toContain('This is a test message')
  })

  it('belongs to one person of one project', async () => {
    const link = await person('mine@example.org')
    const [row] = await test.product.database.query<{ row_no: number }>('select row_no from contacts where id = $1', [
      parseId('contact', (await contact('mine@example.org')).id),
    ])
    const claim = { projectId: test.second.id, rowNo: row.row_no, campaignUuid: '00000000-0000-0000-0000-000000000000' }
    const other = await get(`/preferences/${toPreferencesToken(test.product.config.secretKey, claim)}`)
    expect(other.text).toContain('Second no longer has your address.')
    expect(other.text).not.toContain('mine@example.org')
    const undo = undoOf(await post(link, { do: 'pause' }))
    const somebody = await person('else@example.org')
    expect(said(await post(somebody, undo))).toBe('This can no longer be undone. You can change everything below.')
  })

  it('says so when the person was deleted', async () => {
    const link = await person('gone@example.org')
    await request('DELETE', '/contacts/gone@example.org')
    expect((await get(link)).text).toContain('The &lt;News&gt; no longer has your address.')
    expect((await post(link, { do: 'leave' })).status).toBe(200)
  })

  it('follows whoever the person was merged into', async () => {
    const link = await person('first@example.org')
    await person('second@example.org')
    await request('POST', `/contacts/second@example.org/merge`, { from: (await contact('first@example.org')).id })
    expect((await get(link)).text).toContain('second@example.org')
    await post(link, { do: 'pause' })
    expect(await reachable('second@example.org')).toBe(0)
  })

  it('asks whoever sends too much to wait', async () => {
    const link = await person('often@example.org')
    const pages: Reply[] = []
    for (let time = 0; time < 31; time += 1) pages.push(await post(link, { do: 'resume' }, '198.51.100.9'))
    expect(pages.map(({ status }) => status)).toEqual([...Array(30).fill(200), 429])
    expect(pages.at(-1)?.headers['retry-after']).toBe('60')
  })
})

describe('a choice', () => {
  it('of topics takes effect at once, is told, proved and can be taken back', async () => {
    const link = await person('topics@example.org')
    const page = await post(link, save(['Offers']))
    expect(said(page)).toBe('You now get “Offers”. You no longer get “Weekly &lt;b&gt;”.')
    expect(ticked(page)).toEqual(['Offers'])
    expect(await timeline('topics@example.org')).toMatchObject([
      { kind: 'topic', by: 'contact', details: { subscribed: false } },
      {
        kind: 'topic',
        by: 'contact',
        details: { topic: 'Offers', proof: { source: 'preferences', userAgent: 'Browser/1.0' } },
      },
    ])
    const undone = await post(link, undoOf(page))
    expect(said(undone)).toBe('You now get “Weekly &lt;b&gt;”. You no longer get “Offers”.')
    expect(ticked(await post(link, undoOf(undone)))).toEqual(['Offers'])
    expect(said(await post(link, save(['Offers'])))).toBe('Nothing was changed.')
  })

  it('of a private topic is only for those who have it, and can be taken back', async () => {
    const link = await person('vip@example.org')
    const vip = { do: 'save', shown: ids['VIP only'], topic: ids['VIP only'] }
    expect(said(await post(link, vip))).toBe('Nothing was changed.')
    await request('POST', `/topics/${ids['VIP only']}/subscribe`, { contact: 'vip@example.org' })
    expect(ticked(await get(link))).toEqual(['Weekly <b>', 'VIP only'])
    const left = await post(link, { do: 'save', shown: ids['VIP only'] })
    expect(left.text).not.toContain(`value="${ids['VIP only']}"`)
    expect(ticked(await post(link, undoOf(left)))).toEqual(['Weekly <b>', 'VIP only'])
  })

  it('of name and language is kept, however odd', async () => {
    const link = await person('details@example.org', { firstName: 'Ada', language: 'de-AT' })
    expect(said(await post(link, save(['Weekly <b>'], { firstName: 'Ada', language: 'de' })))).toBe(
      'Es wurde nichts geändert.',
    )
    const page = await post(link, save(['Weekly <b>'], { firstName: ` ${'é'.repeat(300)}\r\n`, language: 'fr' }))
    expect(page.text).toContain('<html lang="fr">')
    expect(await contact('details@example.org')).toMatchObject({ firstName: 'é'.repeat(100), language: 'fr' })
    expect(await timeline('details@example.org')).toMatchObject([
      { title: 'Changed what is known of them', details: { proof: { field: 'language', from: 'de-AT', to: 'fr' } } },
      { details: { proof: { field: 'firstName' } } },
    ])
    await post(link, undoOf(page))
    expect(await contact('details@example.org')).toMatchObject({ firstName: 'Ada', language: 'de-AT' })
    await post(link, save(['Weekly <b>'], { firstName: '', language: 'xx' }))
    expect(await contact('details@example.org')).toMatchObject({ firstName: null, language: 'de-AT' })
  })

  it('of leaving and coming back is the status, with proof', async () => {
    const link = await person('leaves@example.org')
    const left = await post(link, { do: 'leave' })
    expect(said(left)).toBe('You are unsubscribed from everything.')
    expect(left.text).toContain('<h1>You are unsubscribed</h1>')
    expect(await contact('leaves@example.org')).toMatchObject({ status: 'unsubscribed' })
    expect(await reachable('leaves@example.org')).toBe(0)
    expect(said(await post(link, { do: 'join' }))).toBe('You are subscribed.')
    expect(await contact('leaves@example.org')).toMatchObject({ status: 'subscribed' })
    expect((await timeline('leaves@example.org')).map(({ title }) => title).sort()).toEqual(
      ['Subscribed', 'Unsubscribed', 'email.unsubscribed'].sort(),
    )
    await post(link, undoOf(await post(link, { do: 'leave' })))
    expect(await contact('leaves@example.org')).toMatchObject({ status: 'subscribed' })
    expect(await reachable('leaves@example.org')).toBe(1)
  })

  it('of coming back lifts what they asked for themselves, and no complaint, bounce or block', async () => {
    for (const reason of ['unsubscribe', 'complaint', 'bounce', 'manual'] as const) {
      const email = `listed-${reason}@example.org`
      const link = await person(email, { status: 'unsubscribed' })
      await request('POST', '/suppressions', { email, reason })
      const page = await post(link, { do: 'join' })
      expect(await contact(email)).toMatchObject({ status: reason === 'unsubscribe' ? 'subscribed' : 'unsubscribed' })
      expect(await reachable(email)).toBe(reason === 'unsubscribe' ? 1 : 0)
      if (reason !== 'unsubscribe') expect(page.text).toContain('Nothing is sent to this address')
    }
  })

  it.each([
    '',
    'do=',
    'do=everything',
    'do=save&topic=top_x&shown=%00',
    'do=undo&token=%7B%7D',
    '\u0000',
    'x'.repeat(50_000),
  ])('that means nothing changes nothing: %.20s', async (payload) => {
    const link = await person(`nothing-${sent}@example.org`)
    sent += 1
    const page = await test.inject({ method: 'POST', url: link, payload, remoteAddress: `10.9.${sent % 250}.1` })
    expect(page.status).toBe(200)
  })

  it('keeps no IP address when the project keeps none', async () => {
    await request('PATCH', '/project', { keepsIp: false })
    const link = await person('private@example.org')
    await post(link, { do: 'leave' })
    await request('PATCH', '/project', { keepsIp: true })
    const [proof] = await test.product.database.query(
      `select proof from consent_log where row_no = (select row_no from contacts where email = 'private@example.org')`,
    )
    expect(proof).toEqual({ proof: { source: 'preferences', campaign: null, ip: null, userAgent: 'Browser/1.0' } })
  })
})

describe('a pause', () => {
  it('keeps marketing away for 30 days with a reason of its own, and ends by itself', async () => {
    const link = await person('pauses@example.org')
    const page = await post(link, { do: 'pause' })
    expect(said(page)).toBe('You get nothing until March 31, 2026.')
    expect(await reachable('pauses@example.org')).toBe(0)
    expect(await paused()).toBe(await pausedByRecord())
    const audience = {
      include: {
        filters: { conditions: [{ type: 'field', field: 'email', op: 'is', values: ['pauses@example.org'] }] },
      },
    }
    const { body } = await request<{ id: string }>('POST', '/campaigns', {
      name: 'n',
      subject: 's',
      from: 'news@example.org',
      html: '<p>x</p>',
      audience,
    })
    expect((await request(`GET`, `/campaigns/${body.id}/audience`)).body).toMatchObject({
      skipped: [{ reason: 'paused', count: 1 }],
    })
    clock = new Date('2026-03-31T09:29:59Z')
    expect(await endDuePauses(test.product)).toBe(false)
    expect(await reachable('pauses@example.org')).toBe(0)
    clock = new Date('2026-03-31T09:30:00Z')
    expect(await endDuePauses(test.product)).toBe(true)
    expect(await endDuePauses(test.product)).toBe(false)
    expect(await reachable('pauses@example.org')).toBe(1)
    expect((await timeline('pauses@example.org')).map(({ title, by }) => [title, by])).toEqual([
      ['E-mail goes on after a pause', 'system'],
      ['Paused e-mail', 'contact'],
    ])
  })

  it('can be ended early, and taken back', async () => {
    const link = await person('early@example.org')
    const page = await post(link, { do: 'pause' })
    expect((await get(link)).text).toContain('End the pause now')
    expect(said(await post(link, undoOf(page)))).toBe('The pause has ended.')
    await post(link, { do: 'pause' })
    const ended = await post(link, { do: 'resume' })
    expect(await reachable('early@example.org')).toBe(1)
    await post(link, undoOf(ended))
    expect(await reachable('early@example.org')).toBe(0)
  })

  async function paused(): Promise<number> {
    const filters = { conditions: [{ type: 'paused', op: 'is' }] }
    return (await request<{ count: number }>('POST', '/segments/preview', { filters })).body.count
  }

  async function pausedByRecord(): Promise<number> {
    const [{ count }] = await test.product.database.query<{ count: number }>(
      'select count(*)::int as count from contacts where paused_until is not null and deleted_at is null and project_id = $1',
      [test.first.id],
    )
    return count
  }
})

describe('another address', () => {
  let senders: Senders
  beforeAll(() => {
    senders = openSenders(test.product)
  })
  afterAll(() => senders.close())

  /** Sends what waits; gives the text of the message that an address got, with the path of its button. */
  async function mailTo(email: string): Promise<{ text: string; link: string } | undefined> {
    while (await sendDueNotices(test.product, senders));
    const { body } = await request<{ data: { id: string }[] }>('GET', `/catcher?q=${encodeURIComponent(email)}`)
    if (body.data.length === 0) return undefined
    const { text } = (await request<{ text: string }>('GET', `/catcher/${body.data[0].id}`)).body
    await request('DELETE', '/catcher')
    const [url = ''] = /http:\S+\/confirm\/\S+/.exec(text) ?? []
    return { text, link: new URL(url).pathname }
  }

  it('becomes theirs when they confirm from there, and the former one can take it back', async () => {
    const link = await person('former@example.org', { firstName: 'Ada', language: 'de' })
    const asked = await post(link, { do: 'address', email: ' New.Ädress@Example.org ' })
    expect(said(asked)).toContain('Wir haben einen Link an New.Ädress@Example.org geschickt.')
    const mail = await mailTo('New.Ädress@Example.org')
    expect(mail?.text).toContain('Guten Tag Ada,')
    for (let time = 0; time < 5; time += 1) {
      const page = await get(mail?.link ?? '')
      expect(page.text).toContain(
        'The &lt;News&gt; schreibt von nun an an New.Ädress@Example.org statt an former@example.org.',
      )
      expect(page.headers['referrer-policy']).toBe('no-referrer')
    }
    expect(await contact('former@example.org')).toMatchObject({ status: 'subscribed' })
    const done = await post(mail?.link ?? '', {})
    expect(done.text).toContain('schreibt jetzt an New.Ädress@Example.org.')
    expect((await get(link)).text).toContain('New.Ädress@Example.org')
    for (const again of [await get(mail?.link ?? ''), await post(mail?.link ?? '', {})]) {
      expect(again.status).toBe(410)
      expect(again.text).toContain('This link has expired')
    }
    const { id } = await contact('New.Ädress@Example.org')
    expect(await timeline(id)).toMatchObject([
      {
        title: 'Changed their address',
        by: 'contact',
        details: {
          proof: { from: 'former@example.org', to: 'New.Ädress@Example.org', asked: { userAgent: 'Browser/1.0' } },
        },
      },
    ])
    const former = await mailTo('former@example.org')
    expect(former?.text).toContain('Das war ich nicht')
    await post(former?.link ?? '', {})
    expect(await contact('former@example.org')).toMatchObject({ id })
  })

  it('is over after a week', async () => {
    const link = await person('slow@example.org')
    await post(link, { do: 'address', email: 'slow-new@example.org' })
    const mail = await mailTo('slow-new@example.org')
    const before = clock
    clock = new Date(before.getTime() + 7 * 24 * 3_600_000)
    expect((await post(mail?.link ?? '', {})).status).toBe(410)
    expect((await contact('slow@example.org')).email).toBe('slow@example.org')
    clock = before
  })

  it('that somebody else has stays theirs', async () => {
    const link = await person('wants@example.org')
    await person('has@example.org')
    await post(link, { do: 'address', email: 'has@example.org' })
    const page = await post((await mailTo('has@example.org'))?.link ?? '', {})
    expect(page.status).toBe(409)
    expect(page.text).toContain('This address is subscribed already')
    expect((await contact('wants@example.org')).email).toBe('wants@example.org')
  })

  it('that complained gets no link, which nobody can tell; one that is blocked takes its block along', async () => {
    const link = await person('mover@example.org')
    await request('POST', '/suppressions', { email: 'complained@example.org', reason: 'complaint' })
    expect(said(await post(link, { do: 'address', email: 'complained@example.org' }))).toContain('We sent a link')
    expect(await mailTo('complained@example.org')).toBeUndefined()
    await request('POST', '/suppressions', { email: 'mover@example.org', reason: 'unsubscribe' })
    await post(link, { do: 'address', email: 'moved@example.org' })
    await post((await mailTo('moved@example.org'))?.link ?? '', {})
    expect(await reachable('moved@example.org')).toBe(0)
  })

  it('lets somebody whose address bounced hear again', async () => {
    const link = await person('bounced@example.org', { status: 'bounced' })
    expect((await get(link)).text).toContain('Nothing is sent to this address')
    await post(link, { do: 'address', email: 'works@example.org' })
    await post((await mailTo('works@example.org'))?.link ?? '', {})
    expect(await contact('works@example.org')).toMatchObject({ status: 'subscribed' })
    expect(await reachable('works@example.org')).toBe(1)
  })

  it.each([
    ['', '“” is not an e-mail address'],
    ['nobody', '“nobody” is not an e-mail address'],
    ['a@example.org\r\nBcc: b@example.org', 'is not an e-mail address'],
    ['same-3@example.org', 'That is the address you have already.'],
  ])('is refused with a sentence: %j', async (email, sentence) => {
    const own = 'same-3@example.org'
    const { body } = await request<{ url: string }>('POST', `/contacts/${own}/preferences-link`)
    const link = body.url ? new URL(body.url).pathname : await person(own)
    expect(said(await post(link, { do: 'address', email }))).toContain(sentence)
  })

  it('is asked for three times a day', async () => {
    const link = await person('eager@example.org')
    const answers: string[] = []
    for (const place of [1, 2, 3, 4])
      answers.push(said(await post(link, { do: 'address', email: `eager-${place}@example.org` })))
    expect(answers.map((answer) => answer.startsWith('We sent'))).toEqual([true, true, true, false])
    expect(answers[3]).toBe('Too many links were asked for. Please try again tomorrow.')
  })

  it.each(['x', 'A'.repeat(51), '%C3%BC'])('has no page behind the link %s', async (token) => {
    expect((await get(`/confirm/${token}`)).status).toBe(404)
    expect((await post(`/confirm/${token}`, {})).status).toBe(404)
  })
})

describe('branding', () => {
  it.each([
    [{ logoUrl: 'http://example.org/x.png' }],
    [{ logoUrl: 'javascript:alert(1)' }],
    [{ color: 'red' }],
    [{ color: '#fff' }],
  ])('refuses %j', async (branding) => {
    expect((await request('PATCH', '/project', { branding })).status).toBe(422)
  })

  it('is in the audit log', async () => {
    await request('PATCH', '/project', { branding: { color: '#123456' } })
    const { body } = await request<{ data: object[] }>('GET', '/audit?kind=project&limit=1')
    expect(body.data).toMatchObject([{ before: { color: '#0a7d3c' }, after: { color: '#123456' } }])
  })
})

import { parseId } from '@rollcall/contract'
import { describe, expect, it } from 'vitest'
import { toPreferencesToken } from '../../packages/server/src/email/preferences-token.ts'
import { endDuePauses } from '../../packages/server/src/jobs/end-pauses.ts'
import type { Reply } from '../support/create-product.ts'
import { said, standPublicPages, undoOf } from '../support/public-pages.ts'

const pages = standPublicPages(async (client) => {
  await client.project.update({
    fromName: 'The <News>',
    fromEmail: 'news@example.org',
    timezone: 'Europe/Berlin',
    branding: { logoUrl: 'https://example.org/logo.png?a=1&b=2', color: '#0a7d3c' },
  })
  for (const [name, topic] of Object.entries(TOPICS)) ids[name] = (await client.topics.create({ name, ...topic })).id
})
const { request, person, get, post, contact, clock } = pages

const TOPICS = {
  'Weekly <b>': { default: 'opt_in', displayOrder: 1, description: 'Every "Monday"' },
  Offers: { default: 'opt_out', displayOrder: 0 },
  'VIP only': { default: 'opt_out', visibility: 'private', displayOrder: 2 },
  'Old one': { default: 'opt_in', isActive: false },
} as const
const ids: Record<string, string> = {}

const save = (topics: string[], details: object = {}) => ({
  do: 'save',
  shown: [ids['Weekly <b>'], ids.Offers],
  topic: topics.map((name) => ids[name]),
  ...details,
})

const ticked = ({ text }: Reply) =>
  [...text.matchAll(/name="topic" value="([^"]+)" checked/g)].map(([, id]) =>
    Object.keys(ids).find((name) => ids[name] === id),
  )

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
      'referrer-policy': 'same-origin',
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
    const [{ count: written }] = await pages.test().product.database.query('select count(*)::int as count from changes')
    for (let time = 0; time < 10_000 / 250; time += 1) {
      const shown = await Promise.all(
        Array.from({ length: 250 }, (_, place) => get(`${link}?do=leave&time=${time}-${place}`)),
      )
      expect(new Set(shown.map(({ status }) => status))).toEqual(new Set([200]))
    }
    expect(await pages.test().inject({ method: 'HEAD', url: link })).toMatchObject({ status: 200 })
    expect(await contact('looks@example.org')).toMatchObject({ status: 'subscribed' })
    expect((await request<{ data: unknown[] }>('GET', '/contacts/looks@example.org/topics')).body.data).toEqual(before)
    expect(await pages.test().product.database.query('select count(*)::int as count from changes')).toEqual([
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
    const [row] = await pages
      .test()
      .product.database.query<{ row_no: number }>('select row_no from contacts where id = $1', [
        parseId('contact', (await contact('mine@example.org')).id),
      ])
    const claim = {
      projectId: pages.test().second.id,
      rowNo: row.row_no,
      campaignUuid: '00000000-0000-0000-0000-000000000000',
    }
    const other = await get(`/preferences/${toPreferencesToken(pages.test().product.config.secretKey, claim)}`)
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
    expect(await pages.reachable('second@example.org')).toBe(0)
  })

  it('asks whoever sends too much to wait', async () => {
    const link = await person('often@example.org')
    const answers: Reply[] = []
    for (let time = 0; time < 31; time += 1) answers.push(await post(link, { do: 'resume' }, '198.51.100.9'))
    expect(answers.map(({ status }) => status)).toEqual([...Array(30).fill(200), 429])
    expect(answers.at(-1)?.headers['retry-after']).toBe('60')
  })
})

describe('a choice', () => {
  it('of topics takes effect at once, is told, proved and can be taken back', async () => {
    const link = await person('topics@example.org')
    const page = await post(link, save(['Offers']))
    expect(said(page)).toBe('You now get “Offers”. You no longer get “Weekly &lt;b&gt;”.')
    expect(ticked(page)).toEqual(['Offers'])
    expect(await pages.timeline('topics@example.org')).toMatchObject([
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
    expect(await pages.timeline('details@example.org')).toMatchObject([
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
    expect(await pages.reachable('leaves@example.org')).toBe(0)
    expect(said(await post(link, { do: 'join' }))).toBe('You are subscribed.')
    expect(await contact('leaves@example.org')).toMatchObject({ status: 'subscribed' })
    expect((await pages.timeline('leaves@example.org')).map(({ title }) => title).sort()).toEqual(
      ['Subscribed', 'Unsubscribed', 'email.unsubscribed'].sort(),
    )
    await post(link, undoOf(await post(link, { do: 'leave' })))
    expect(await contact('leaves@example.org')).toMatchObject({ status: 'subscribed' })
    expect(await pages.reachable('leaves@example.org')).toBe(1)
  })

  it('of coming back lifts what they asked for themselves, and no complaint, bounce or block', async () => {
    for (const reason of ['unsubscribe', 'complaint', 'bounce', 'manual'] as const) {
      const email = `listed-${reason}@example.org`
      const link = await person(email, { status: 'unsubscribed' })
      await request('POST', '/suppressions', { email, reason })
      const page = await post(link, { do: 'join' })
      expect(await contact(email)).toMatchObject({ status: reason === 'unsubscribe' ? 'subscribed' : 'unsubscribed' })
      expect(await pages.reachable(email)).toBe(reason === 'unsubscribe' ? 1 : 0)
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
    const remoteAddress = pages.nextAddress()
    const link = await person(`nothing-${remoteAddress}@example.org`)
    const page = await pages.test().inject({ method: 'POST', url: link, payload, remoteAddress })
    expect(page.status).toBe(200)
  })

  it('keeps no IP address when the project keeps none', async () => {
    await request('PATCH', '/project', { keepsIp: false })
    const link = await person('private@example.org')
    await post(link, { do: 'leave' })
    await request('PATCH', '/project', { keepsIp: true })
    const [proof] = await pages
      .test()
      .product.database.query(
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
    expect(await pages.reachable('pauses@example.org')).toBe(0)
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
    clock.now = new Date('2026-03-31T09:29:59Z')
    expect(await endDuePauses(pages.test().product)).toBe(false)
    expect(await pages.reachable('pauses@example.org')).toBe(0)
    clock.now = new Date('2026-03-31T09:30:00Z')
    expect(await endDuePauses(pages.test().product)).toBe(true)
    expect(await endDuePauses(pages.test().product)).toBe(false)
    expect(await pages.reachable('pauses@example.org')).toBe(1)
    expect((await pages.timeline('pauses@example.org')).map(({ title, by }) => [title, by])).toEqual([
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
    expect(await pages.reachable('early@example.org')).toBe(1)
    await post(link, undoOf(ended))
    expect(await pages.reachable('early@example.org')).toBe(0)
  })

  async function paused(): Promise<number> {
    const filters = { conditions: [{ type: 'paused', op: 'is' }] }
    return (await request<{ count: number }>('POST', '/segments/preview', { filters })).body.count
  }

  async function pausedByRecord(): Promise<number> {
    const [{ count }] = await pages
      .test()
      .product.database.query<{ count: number }>(
        'select count(*)::int as count from contacts where paused_until is not null and deleted_at is null and project_id = $1',
        [pages.test().first.id],
      )
    return count
  }
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

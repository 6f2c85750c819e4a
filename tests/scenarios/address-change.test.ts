import { describe, expect, it } from 'vitest'
import { said, standPublicPages } from '../support/public-pages.ts'

const pages = standPublicPages((client) =>
  client.project.update({ fromName: 'The <News>', fromEmail: 'news@example.org' }),
)
const { request, person, get, post, contact, clock } = pages

describe('another address', () => {
  it('becomes theirs when they confirm from there, and the former one can take it back', async () => {
    const link = await person('former@example.org', { firstName: 'Ada', language: 'de' })
    const asked = await post(link, { do: 'address', email: ' New.Ädress@Example.org ' })
    expect(said(asked)).toContain('Wir haben einen Link an New.Ädress@Example.org geschickt.')
    const mail = await pages.mailTo('New.Ädress@Example.org')
    expect(mail?.text).toContain('Guten Tag Ada,')
    for (let time = 0; time < 5; time += 1) {
      const page = await get(mail?.link ?? '')
      expect(page.text).toContain(
        'The &lt;News&gt; schreibt von nun an an New.Ädress@Example.org statt an former@example.org.',
      )
      expect(page.headers['referrer-policy']).toBe('same-origin')
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
    expect(await pages.timeline(id)).toMatchObject([
      {
        title: 'Changed their address',
        by: 'contact',
        details: {
          proof: { from: 'former@example.org', to: 'New.Ädress@Example.org', asked: { userAgent: 'Browser/1.0' } },
        },
      },
    ])
    const former = await pages.mailTo('former@example.org')
    expect(former?.text).toContain('Das war ich nicht')
    await post(former?.link ?? '', {})
    expect(await contact('former@example.org')).toMatchObject({ id })
  })

  it('is over after a week', async () => {
    const link = await person('slow@example.org')
    await post(link, { do: 'address', email: 'slow-new@example.org' })
    const mail = await pages.mailTo('slow-new@example.org')
    const before = clock.now
    clock.pass(7 * 24 * 3_600)
    expect((await post(mail?.link ?? '', {})).status).toBe(410)
    expect((await contact('slow@example.org')).email).toBe('slow@example.org')
    clock.now = before
  })

  it('that somebody else has stays theirs', async () => {
    const link = await person('wants@example.org')
    await person('has@example.org')
    await post(link, { do: 'address', email: 'has@example.org' })
    const page = await post((await pages.mailTo('has@example.org'))?.link ?? '', {})
    expect(page.status).toBe(409)
    expect(page.text).toContain('This address is subscribed already')
    expect((await contact('wants@example.org')).email).toBe('wants@example.org')
  })

  it('that complained gets no link, which nobody can tell; one that is blocked takes its block along', async () => {
    const link = await person('mover@example.org')
    await request('POST', '/suppressions', { email: 'complained@example.org', reason: 'complaint' })
    expect(said(await post(link, { do: 'address', email: 'complained@example.org' }))).toContain('We sent a link')
    expect(await pages.mailTo('complained@example.org')).toBeUndefined()
    await request('POST', '/suppressions', { email: 'mover@example.org', reason: 'unsubscribe' })
    await post(link, { do: 'address', email: 'moved@example.org' })
    await post((await pages.mailTo('moved@example.org'))?.link ?? '', {})
    expect(await pages.reachable('moved@example.org')).toBe(0)
  })

  it('lets somebody whose address bounced hear again', async () => {
    const link = await person('bounced@example.org', { status: 'bounced' })
    expect((await get(link)).text).toContain('Nothing is sent to this address')
    await post(link, { do: 'address', email: 'works@example.org' })
    await post((await pages.mailTo('works@example.org'))?.link ?? '', {})
    expect(await contact('works@example.org')).toMatchObject({ status: 'subscribed' })
    expect(await pages.reachable('works@example.org')).toBe(1)
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

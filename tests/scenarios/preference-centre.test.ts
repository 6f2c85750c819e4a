import { describe, expect, it } from 'vitest'
import { said, standPublicPages, undoOf } from '../support/public-pages.ts'

const pages = standPublicPages(async (client) => {
  await client.project.update({ fromName: 'The News', fromEmail: 'news@example.org', postalAddress: '1 Main St' })
  await client.topics.create({ name: 'Second', default: 'opt_in', displayOrder: 2 })
  await client.topics.create({ name: 'First', default: 'opt_out', displayOrder: 1 })
  await client.topics.create({ name: 'Hidden', default: 'opt_out', visibility: 'private' })
})
const { request, person, get, post, clock } = pages
const client = () => pages.test().client

describe('the preference centre of a project', () => {
  it('says who is asking, in its own words where it has some', async () => {
    const german = await person('de@example.org', { language: 'de' })
    const english = await person('en@example.org')
    const texts = { de: { title: 'Deine <Wahl>', text: 'Zuerst.\n\nDanach.' } }
    const { preferenceCentre } = await client().project.update({ preferenceCentre: { texts } })
    expect(preferenceCentre).toMatchObject({ pauseDays: 30, texts: { ...texts, en: { title: null, text: null } } })
    const { text } = await get(german)
    expect(text).toContain('<h1>Deine &lt;Wahl&gt;</h1>\n<p>Zuerst.</p><p>Danach.</p><p>Wählen Sie')
    expect(text).toContain('<footer>1 Main St</footer>')
    expect((await get(english)).text).toContain('<h1>What you get</h1>\n<p>Choose')
    await client().project.update({ preferenceCentre: { texts: { de: { title: null, text: '' } } } })
    expect((await get(german)).text).toContain('<h1>Was Sie bekommen</h1>')
    const { data } = await client().audit.list({ kind: 'project' })
    expect(data[0]?.before).toEqual({ pageTexts: texts })
  })

  it('offers as long a break as the project says, or none', async () => {
    const link = await person('break@example.org')
    await client().project.update({ preferenceCentre: { pauseDays: 90 } })
    expect((await get(link)).text).toContain('Pause for 90 days')
    expect(said(await post(link, { do: 'pause' }))).toContain('May 30, 2026')
    await client().project.update({ preferenceCentre: { pauseDays: null } })
    expect((await get(link)).text).toContain('End the pause now')
    await post(link, { do: 'resume' })
    expect((await get(link)).text).not.toContain('value="pause"')
    expect(said(await post(link, { do: 'pause' }))).toBe('Nothing was changed.')
    await client().project.update({ preferenceCentre: { pauseDays: 30 } })
  })

  it.each([
    { pauseDays: 1 },
    { pauseDays: 366 },
    { pauseDays: 2.5 },
    { texts: { xx: {} } },
    { texts: { de: { html: 'x' } } },
  ])('refuses %j', async (preferenceCentre) => {
    expect((await request('PATCH', '/project', { preferenceCentre })).status).toBe(422)
  })
})

describe('its preview', () => {
  it('is the page of somebody who subscribed just now', async () => {
    const page = await get(await person('ada@example.org', { firstName: 'Ada', language: 'en' }))
    expect((await client().preferences.preview({})).html).toBe(page.text)
  })

  it('has what is not saved yet, and saves nothing', async () => {
    const before = await client().project.get()
    const { html } = await client().preferences.preview({
      language: 'fr',
      postalAddress: '2 Rue <b>',
      branding: { logoUrl: 'https://example.org/logo.png', color: '#0a7d3c' },
      preferenceCentre: { pauseDays: 14, texts: { fr: { title: 'À vous' } } },
    })
    for (const part of ['<h1>À vous</h1>', '--accent: #0a7d3c', 'src="https://example.org/logo.png"', '14 jours'])
      expect(html).toContain(part)
    expect(html).toContain('<footer>2 Rue &lt;b&gt;</footer>')
    expect(await client().project.get()).toEqual(before)
  })

  it('shows pauses and people who left', async () => {
    const until = new Date(clock.now.getTime() + 30 * 86_400_000)
    const paused = await client().preferences.preview({ shows: 'paused' })
    expect(paused.html).toContain(new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(until))
    const left = await client().preferences.preview({ shows: 'left', language: 'id', postalAddress: null })
    expect(left.html).toContain('lang="id"')
    expect(left.html).toContain('value="join"')
    expect(left.html).not.toContain('<footer>')
  })
})

describe('opens and clicks', () => {
  it('may be refused, also by who left, with proof and undo, and allowed again', async () => {
    const link = await person('unseen@example.org')
    expect((await get(link)).text).toContain('notices whether you open messages and follow their links.')
    const page = await post(link, { do: 'untrack' })
    expect(said(page)).toMatch(/^Nobody notices any more .* That also goes for messages that you have already\.$/)
    expect(page.text).toContain('does not notice whether you open messages')
    const tracking = async () =>
      (await request<{ tracking: boolean }>('GET', '/contacts/unseen@example.org')).body.tracking
    expect(await tracking()).toBe(false)
    const [entry] = await pages.timeline('unseen@example.org')
    const proof = { source: 'preferences', ip: expect.any(String), userAgent: 'Browser/1.0' }
    expect(entry).toMatchObject({
      ...{ kind: 'consent', by: 'contact', title: 'Refused that opens and clicks are noticed', details: { proof } },
    })
    expect(said(await post(link, undoOf(page)))).toBe('Opens and clicks are noticed again.')
    expect(await tracking()).toBe(true)
    await post(link, { do: 'leave' })
    await post(link, { do: 'untrack' })
    expect(said(await post(link, { do: 'untrack' }))).toBe('Nothing was changed.')
    expect(await tracking()).toBe(false)
    expect((await get(link)).text).toContain('Allow it again')
    expect(said(await post(link, { do: 'track' }))).toBe('Opens and clicks are noticed again.')
  })

  it('are no question where the project notices neither', async () => {
    const link = await person('never@example.org')
    await client().project.update({ tracking: { opens: false, clicks: false } })
    expect((await get(link)).text).not.toContain('Opens and clicks')
    await client().project.update({ tracking: { opens: true, clicks: true } })
  })
})

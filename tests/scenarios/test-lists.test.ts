import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'

let desk: Campaigning
beforeAll(async () => {
  desk = await createCampaigning()
})
afterAll(() => desk.drop())

const save = (name: string, to: string[]) => desk.request<{ code: string }>('POST', '/test-lists', { name, to })
const lists = async () => (await desk.request<{ data: object[] }>('GET', '/test-lists')).body.data

describe('a list of addresses for test messages', () => {
  it('is kept under its name, once, until it is forgotten', async () => {
    await save('Editors', ['ada@example.org'])
    await save('Board', ['cyn@example.org'])
    expect((await save(' Editors ', ['ada@example.org', 'ben@example.org', 'ada@example.org'])).status).toBe(200)
    const editors = { name: 'Editors', to: ['ada@example.org', 'ben@example.org'] }
    expect(await lists()).toEqual([{ name: 'Board', to: ['cyn@example.org'] }, editors])
    expect((await desk.request('DELETE', '/test-lists/Board')).status).toBe(204)
    expect((await desk.request('DELETE', '/test-lists/Board')).status).toBe(404)
    expect(await lists()).toEqual([editors])
  })

  it.each([
    ['Nobody', []],
    ['Many', Array.from({ length: 11 }, (_, place) => `a${place}@example.org`)],
    ['Odd', ['ada']],
    [' ', ['ada@example.org']],
  ])('is refused: %j to %j', async (name, to) => {
    expect((await save(name, to)).status).toBe(422)
  })

  it('forgets who is erased, and itself with the last of them', async () => {
    await desk.request('POST', '/contacts', { email: 'Gone@example.org' })
    await save('Both', ['gone@example.org', 'stays@example.org'])
    await save('Alone', ['GONE@example.org'])
    expect((await desk.request('POST', '/contacts/gone@example.org/erase')).status).toBe(200)
    expect(await lists()).toContainEqual({ name: 'Both', to: ['stays@example.org'] })
    expect(JSON.stringify(await lists())).not.toMatch(/gone|Alone/i)
  })
})

describe('what new campaigns begin with', () => {
  it('is kept part by part, and given back', async () => {
    const put = (campaignDefaults: object) =>
      desk.request<{ campaignDefaults: object }>('PATCH', '/project', { campaignDefaults })
    const frequencyCap = { messages: 1, hours: 16, reached: 'wait' }
    const window = { from: '09:00', to: '18:00', days: [1, 2] }
    await put({ frequencyCap })
    expect((await put({ window })).body.campaignDefaults).toEqual({ frequencyCap, window })
    expect((await put({ frequencyCap: null })).body.campaignDefaults).toEqual({ frequencyCap: null, window })
    expect((await put({ window: { ...window, timezone: 'Mars' } })).body).toMatchObject({
      errors: [{ pointer: '/campaignDefaults/window/timezone' }],
    })
  })
})

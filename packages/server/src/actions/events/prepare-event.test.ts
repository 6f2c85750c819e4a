import { describe, expect, it } from 'vitest'
import { prepareEvent } from './prepare-event.ts'

const NOW = new Date('2026-03-01T10:00:00.900Z')
const SECONDS = Math.floor(NOW.getTime() / 1000)

const prepare = (event: object) => prepareEvent({ contact: 'ada@example.org', name: 'purchase', ...event }, NOW)

/** The pointer of what is refused, or undefined when the event is taken. */
function pointerOf(raw: unknown): string | undefined {
  const prepared = prepareEvent(raw, NOW)
  return 'refused' in prepared ? prepared.refused.pointer : undefined
}

function nested(levels: number): object {
  let value: unknown = 'deep'
  for (let level = 0; level < levels; level += 1) value = { inner: value }
  return { value }
}

describe('an event', () => {
  it('happened now, was marketing and by a person unless it says otherwise', () => {
    expect(prepare({})).toEqual({
      ...{ contact: 'ada@example.org', name: 'purchase', at: SECONDS, campaign: null, link: null, key: null },
      ...{ isMachine: false, isTransactional: false, properties: null },
    })
  })

  it('takes null for absent', () => {
    const none = { at: null, id: null, campaign: null, link: null, machine: null, kind: null, properties: null }
    expect(prepare(none)).toEqual(prepare({}))
  })

  it('keeps what it says about a message', () => {
    const click = { name: ' email.clicked ', link: ' https://example.org ', machine: true, kind: 'transactional' }
    expect(prepare({ ...click, campaign: 'Spring', properties: { a: [1, { b: 'ü' }] } })).toMatchObject({
      ...{ name: 'email.clicked', link: 'https://example.org', isMachine: true, isTransactional: true },
      ...{ campaign: 'Spring', properties: '{"a":[1,{"b":"ü"}]}' },
    })
  })

  it('makes one key of one id, and never keeps the id', () => {
    const [first, again, other] = ['order-1', ' order-1 ', 'order-2'].map((id) => prepare({ id }))
    expect(first).toEqual(again)
    expect(first).not.toEqual(other)
    expect(JSON.stringify(first)).not.toContain('order-1')
  })

  it.each([
    ['2026-03-01T09:59:59Z', SECONDS - 1],
    ['2026-03-01T11:00:00.999+01:00', SECONDS],
    ['2026-03-01T10:05:00Z', SECONDS],
    ['2026-03-01T10:05:01Z', undefined],
    ['1970-01-01T00:00:00Z', 0],
    ['1969-12-31T23:59:59Z', undefined],
    ['1970-01-01T00:59:59+01:00', undefined],
    ['2106-02-08T00:00:00Z', undefined],
    ['9999-12-31T23:59:59Z', undefined],
    ['2026-02-30T00:00:00Z', undefined],
    ['2026-02-28', undefined],
    ['yesterday', undefined],
    ['1772359200', undefined],
  ])('at %s is at %s', (at, seconds) => {
    const prepared = prepare({ at })
    if (seconds === undefined) expect(pointerOf({ contact: 'a', name: 'b', at })).toBe('/at')
    else expect(prepared).toMatchObject({ at: seconds })
  })

  const names = ['email.sent', 'sms.replied', 'whatsapp.delivered', 'email', 'Email.Opened', 'emails.sent', 'push.sent']
  it.each([...names, 'page viewed', '購入'])('may be called %s', (name) => {
    expect(prepare({ name })).toMatchObject({ name })
  })

  it.each([
    ['', null],
    ['', []],
    ['', 'purchase'],
    ['/contact', { name: 'purchase' }],
    ['/name', { contact: 'a' }],
    ['/contact', { contact: 7, name: 'b' }],
    ['/contact', { contact: ' ', name: 'b' }],
    ['/contact', { contact: 'a'.repeat(321), name: 'b' }],
    ['/contact', { contact: 'a\u0000', name: 'b' }],
    ['/name', { contact: 'a', name: 'n'.repeat(201) }],
    ['/name', { contact: 'a', name: '\ud800' }],
    ['/name', { contact: 'a', name: 'email.read' }],
    ['/name', { contact: 'a', name: 'email.' }],
    ['/name', { contact: 'a', name: 'email.opened.twice' }],
    ['/name', { contact: 'a', name: 'sms.Sent' }],
    ['/when~1~0', { contact: 'a', name: 'b', 'when/~': 1 }],
    ['/at', { contact: 'a', name: 'b', at: 1_772_359_200 }],
    ['/id', { contact: 'a', name: 'b', id: 12 }],
    ['/id', { contact: 'a', name: 'b', id: 'i'.repeat(256) }],
    ['/machine', { contact: 'a', name: 'email.opened', machine: 'yes' }],
    ['/machine', { contact: 'a', name: 'email.sent', machine: true }],
    ['/kind', { contact: 'a', name: 'email.sent', kind: 'any' }],
    ['/kind', { contact: 'a', name: 'purchase', kind: 'marketing' }],
    ['/campaign', { contact: 'a', name: 'purchase', campaign: 'Spring' }],
    ['/link', { contact: 'a', name: 'email.opened', link: 'https://example.org' }],
    ['/link', { contact: 'a', name: 'email.clicked', link: `https://example.org/${'x'.repeat(2_000)}` }],
    ['/properties', { contact: 'a', name: 'b', properties: [1] }],
    ['/properties', { contact: 'a', name: 'b', properties: { text: 'x'.repeat(16 * 1024) } }],
    ['/properties', { contact: 'a', name: 'b', properties: { text: 'ü'.repeat(8 * 1024) } }],
    ['/properties', { contact: 'a', name: 'b', properties: { 'a\u0000': 1 } }],
    ['/properties', { contact: 'a', name: 'b', properties: { a: ['\udfff'] } }],
    ['/properties', { contact: 'a', name: 'b', properties: nested(8) }],
    ['/properties', { contact: 'a', name: 'b', properties: nested(2_000) }],
  ])('is refused at %j', (pointer, raw) => {
    expect(pointerOf(raw)).toBe(pointer)
  })

  it('takes properties up to the limits', () => {
    expect(pointerOf({ contact: 'a', name: 'b', properties: nested(7) })).toBeUndefined()
    expect(pointerOf({ contact: 'a', name: 'b', properties: { t: 'x'.repeat(16 * 1024 - 8) } })).toBeUndefined()
    expect(pointerOf({ contact: 'a', name: 'b', properties: JSON.parse('{"__proto__": 1, "": null}') })).toBeUndefined()
  })
})

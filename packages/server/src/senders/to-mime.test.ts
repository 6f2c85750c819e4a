import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { AddressError, buildMessage, type Envelope } from '../email/build-message.ts'
import { toHeaderText } from '../email/header-text.ts'
import { toMime } from './to-mime.ts'

const envelope: Envelope = {
  messageId: '<dlv_01@mail.example.org>',
  date: new Date('2026-03-01T09:30:00Z'),
  from: 'news@example.org',
  fromName: 'Zoë "Z" <Engines>, Ltd',
  replyTo: 'answers@example.org',
  to: 'ada@example.org',
  unsubscribeUrl: `https://mail.example.org/unsubscribe/${'t'.repeat(55)}`,
  listId: 'prj_01.mail.example.org',
  dkim: null,
}

async function write(content: { subject?: string; html?: string; text?: string }, changes: Partial<Envelope> = {}) {
  const subject = toHeaderText(content.subject ?? 'Hello')
  const message = buildMessage({ html: '<p>Hi</p>', text: 'Hi', ...content, subject }, { ...envelope, ...changes })
  const mime = toMime(message)
  return { mime, raw: mime.bytes.toString('latin1'), parsed: await PostalMime.parse(mime.bytes) }
}

it('carries sender, recipient, one-click unsubscribe and list', async () => {
  const { mime, raw, parsed } = await write({ subject: 'Grüße ✓' })
  expect(mime).toMatchObject({ from: 'news@example.org', to: 'ada@example.org' })
  expect(parsed).toMatchObject({
    from: { name: 'Zoë "Z" <Engines>, Ltd', address: 'news@example.org' },
    replyTo: [{ address: 'answers@example.org' }],
    to: [{ address: 'ada@example.org' }],
    subject: 'Grüße ✓',
    messageId: '<dlv_01@mail.example.org>',
    date: '2026-03-01T09:30:00.000Z',
  })
  const header = (name: string) => parsed.headers.filter(({ key }) => key === name).map(({ value }) => value)
  expect(header('list-unsubscribe')).toEqual([`<${envelope.unsubscribeUrl}>`])
  expect(header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
  expect(header('list-id')).toEqual(['<prj_01.mail.example.org>'])
  expect(raw).toContain(`List-Unsubscribe: <${envelope.unsubscribeUrl}>\r\n`)
})

it('passes every character through, and no line is too long', async () => {
  const nasty = `aAåÅß%_\\ \u{1f600} "quoted" =3D\n.\n..dots\n${'long'.repeat(2_000)}\nlast`
  for (const subject of ['x'.repeat(5_000), 'ü'.repeat(2_000), '\u{1f600}'.repeat(300)]) {
    const { raw, parsed } = await write({ subject, html: `<pre>${nasty}</pre>`, text: nasty })
    expect(parsed.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(nasty)
    expect(parsed.html?.replaceAll('\r\n', '\n')).toContain(nasty)
    expect(parsed.subject).toBe(toHeaderText(subject))
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)
    expect(/[\r\n]/.test(raw.replaceAll('\r\n', ''))).toBe(false)
  }
})

describe('nobody adds a header', () => {
  const breaks = ['\r\n', '\n', '\r', '\r\n\r\n', '\u0000\r\n', '\u2028', '\u0085']
  const payloads = breaks.flatMap((end) => [
    `x${end}Bcc: all@example.org`,
    `x${end} folded${end}X-Evil: 1`,
    `${end}X-Evil: 1`,
  ])
  const expectedKeys = async () => (await write({})).parsed.headers.map(({ key }) => key)

  it.each(payloads)('with the subject or the name %j', async (payload) => {
    const { parsed } = await write({ subject: payload }, { fromName: payload })
    expect(parsed.headers.map(({ key }) => key)).toEqual(await expectedKeys())
  })

  it.each(payloads.flatMap((payload) => [payload, `ada@example.org${payload}`]))(
    'with the address %j',
    async (payload) => {
      for (const part of ['to', 'from', 'replyTo'] as const) {
        await expect(write({}, { [part]: payload })).rejects.toThrow(AddressError)
      }
    },
  )

  it.each(['a@b.org, c@d.org', 'a@b.org>', '<a@b.org', 'a@b.org (x)', 'a b@c.org', 'a@b@c.org', '', 'a', '@b.org'])(
    'with what is not one address: %j',
    async (payload) => {
      await expect(write({}, { to: payload })).rejects.toThrow('is not an address')
    },
  )
})

describe('files that go with a message', () => {
  const name = 'Überblick "März"; 1\r\nBcc: x@example.org.pdf'
  const attach = async (type: string) => {
    const message = buildMessage({ subject: 'Hello', html: '<p>Hi</p>', text: 'Hi' }, envelope)
    const content = Buffer.from(Array.from({ length: 1_000 }, (_, place) => place % 256))
    const mime = toMime({ ...message, bcc: ['copy@example.org'], attachments: [{ fileName: name, type, content }] })
    return { mime, content, parsed: await PostalMime.parse(mime.bytes) }
  }

  it('arrive as they are, beside both texts; whoever gets a copy stands in no header', async () => {
    const { mime, content, parsed } = await attach('application/pdf')
    expect(parsed).toMatchObject({ text: expect.stringContaining('Hi'), html: expect.stringContaining('<p>Hi</p>') })
    expect(parsed.attachments).toMatchObject([
      { filename: name, mimeType: 'application/pdf', disposition: 'attachment' },
    ])
    // why: it is bytes unless another encoding is asked for
    expect(Buffer.from(new Uint8Array(parsed.attachments[0]?.content as ArrayBuffer))).toEqual(content)
    const raw = mime.bytes.toString('latin1')
    expect(raw).not.toMatch(/copy@example\.org|^Bcc:/m)
    expect(Math.max(...raw.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(998)
    expect(mime.bcc).toEqual(['copy@example.org'])
  })

  it('have a type that is one', async () => {
    await expect(attach('text/html\r\nX: y')).rejects.toThrow('is not a type of a file')
  })
})

import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Fault, type MailServer, startMailServer } from '../../../../tests/support/mail-server.ts'
import type { OutgoingMessage } from '../email/outgoing-message.ts'
import { prepared, type Sender } from './sender.ts'
import { openSmtpSender, parseSmtpUrl } from './smtp.ts'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

async function start(faultFor?: (to: string) => Fault | undefined): Promise<{ server: MailServer; sender: Sender }> {
  const server = await startMailServer(faultFor)
  const sender = openSmtpSender(parseSmtpUrl(server.url))
  open.push(server, sender)
  return { server, sender }
}

function message(to: string, html = '<p>Hello</p>'): OutgoingMessage {
  return {
    messageId: `<${to}>`,
    date: new Date(0),
    from: { name: 'Ada', address: 'ada@example.org' },
    replyTo: null,
    to,
    subject: 'Hello',
    html,
    text: 'Hello',
    headers: {},
    dkim: null,
  }
}

const NO_TYPE = { fileName: 'a.txt', type: 'text', content: Buffer.from('a') }

describe('a mail server that answers', () => {
  it.each<[string, Fault, string]>([
    ['450 to the recipient', { at: 'rcpt', code: 450 }, 'deferred'],
    ['452 to the message', { at: 'message', code: 452 }, 'deferred'],
    ['450 4.2.1 to the recipient', { at: 'rcpt', code: 450, text: '4.2.1 Receiving mail too quickly' }, 'deferred'],
    ['550 to the recipient', { at: 'rcpt', code: 550 }, 'rejected'],
    ['552 to the message', { at: 'message', code: 552 }, 'rejected'],
    ['554 to the message', { at: 'message', code: 554 }, 'rejected'],
    ['a reset after the final dot', { at: 'reset-after-dot' }, 'uncertain'],
  ])('with %s', async (_name, fault, outcome) => {
    const { server, sender } = await start((to) => (to.startsWith('bad') ? fault : undefined))
    const result = await sender.send(message('bad@example.org'))
    expect(result).toMatchObject({ outcome, response: expect.stringMatching(/\w/) })
    expect(result.isServerDown).toBeUndefined()
    // The connection, or the next one, is as good as new.
    expect(await sender.send(message('good@example.org'))).toMatchObject({ outcome: 'accepted' })
    expect(server.received.filter(({ to }) => to === 'good@example.org')).toHaveLength(1)
  })

  it.each<[string, Fault, boolean]>([
    ['421 to the recipient', { at: 'rcpt', code: 421 }, false],
    ['421 to the message', { at: 'message', code: 421 }, false],
    [
      '454 to the message',
      { at: 'message', code: 454, text: 'Throttling failure: Maximum sending rate exceeded.' },
      false,
    ],
    ['a quota for the day', { at: 'rcpt', code: 452, text: 'Daily quota reached' }, true],
    ['4.3.2 to the message', { at: 'message', code: 451, text: '4.3.2 Not accepting messages now' }, true],
  ])('with %s: that is about the server, and nobody’s attempt', async (_name, fault, letsOthersPass) => {
    let isBusy = true
    const { server, sender } = await start(() => (isBusy ? fault : undefined))
    const { isServerDown, letsOthersPass: lets = false, outcome } = await sender.send(message('a@example.org'))
    expect([outcome, isServerDown, lets]).toEqual(['deferred', true, letsOthersPass])
    isBusy = false
    expect(await sender.send(message('a@example.org'))).toMatchObject({ outcome: 'accepted' })
    expect(server.received).toHaveLength(1)
  })

  it('in words that no record could keep: they come as one clean line', async () => {
    const { sender } = await start(() => ({ at: 'rcpt', code: 550, text: '5.1.1 no \u0000 such\tuser \u0007' }))
    expect(await sender.send(message('bad@example.org'))).toMatchObject({ response: '550 5.1.1 no such user' })
  })

  it('with a reset before the final dot: the message was not taken over', async () => {
    const { server, sender } = await start(() => ({ at: 'reset-before-dot' }))
    const large = message('bad@example.org', 'x'.repeat(40_000_000))
    expect(await sender.send(large)).toMatchObject({ outcome: 'deferred' })
    expect(server.received).toEqual([])
  })

  it('with nothing at all, in time', async () => {
    const server = await startMailServer(() => ({ at: 'swallow' }))
    const sender = openSmtpSender(parseSmtpUrl(server.url), { connectMs: 5_000, idleMs: 60_000, messageMs: 200 })
    open.push(server, sender)
    expect(await sender.send(message('bad@example.org'))).toMatchObject({ outcome: 'uncertain' })
  })
})

describe('a mail server that cannot be used', () => {
  it.each<[string, (server: Server) => void]>([
    [
      'speaks something else',
      (server) => server.on('connection', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    ],
    ['hangs up', (server) => server.on('connection', (socket) => socket.destroy())],
    ['is full', (server) => server.on('connection', (socket) => socket.end('421 Too many connections\r\n'))],
    ['says nothing', () => {}],
  ])('because it %s', async (_name, behave) => {
    const server = createServer()
    behave(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const target = { ...parseSmtpUrl('smtp://user:secret@127.0.0.1'), port }
    const sender = openSmtpSender(target, { connectMs: 300, idleMs: 1_000, messageMs: 1_000 })
    open.push({ close: () => new Promise((resolve) => server.close(resolve)) }, sender)
    expect(await sender.send(message('a@example.org'))).toMatchObject({ outcome: 'deferred', isServerDown: true })
  })

  it('because it does not know us: that is nothing that time mends', async () => {
    const server = createServer((socket) => {
      socket.write('220 hello\r\n')
      socket.on('error', () => {})
      socket.on('data', (data) =>
        socket.write(data.includes('AUTH') ? '535 Go away\r\n' : '250-hi\r\n250 AUTH PLAIN\r\n'),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const sender = openSmtpSender({ ...parseSmtpUrl('smtp://user:secret@127.0.0.1'), port })
    open.push({ close: () => new Promise((resolve) => server.close(resolve)) }, sender)
    const outcome = await sender.send(message('a@example.org'))
    expect(outcome).toMatchObject({ outcome: 'rejected', refusal: 'sender' })
    expect(outcome.response).toContain('535')
  })

  it.each([
    ['says nothing of it', '250 AUTH PLAIN\r\n'],
    ['knows no EHLO', '502 What?\r\n'],
  ])('because it takes no encryption, and the password must not travel without: it %s', async (_name, hello) => {
    const heard: string[] = []
    const server = createServer((socket) => {
      socket.write('220 hello\r\n')
      socket.on('error', () => {})
      socket.on('data', (data) => {
        heard.push(String(data))
        socket.write(data.includes('EHLO') ? hello : data.includes('HELO') ? '250 hi\r\n' : '502 What?\r\n')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const target = { ...parseSmtpUrl('smtp://user:secret@mail.example.org'), port, resolve: async () => '127.0.0.1' }
    const sender = openSmtpSender(target)
    open.push({ close: () => new Promise((resolve) => server.close(resolve)) }, sender)
    const outcome = await sender.send(message('a@example.org'))
    expect(outcome).toMatchObject({ outcome: 'deferred', isServerDown: true })
    expect(outcome.response).toMatch(/^mail\.example\.org:\d+ offers no encryption \(STARTTLS\)/)
    expect(heard.join('')).not.toContain('AUTH')
  })

  it('because nobody listens', async () => {
    const sender = openSmtpSender({ host: '127.0.0.1', port: 1, secure: false, auth: null })
    expect(await sender.send(message('a@example.org'))).toMatchObject({ outcome: 'deferred', isServerDown: true })
  })
})

it('hands over a message of many pieces whole, each dot where it was', async () => {
  const { server, sender } = await start()
  const html = Array.from({ length: 30_000 }, (_, place) => `${'.'.repeat(place % 4)}${place}\r\n`).join('')
  expect(await sender.send(message('large@example.org', html))).toMatchObject({ outcome: 'accepted' })
  expect(await sender.send(message('next@example.org'))).toMatchObject({ outcome: 'accepted' })
  expect(server.received.map(({ to }) => to)).toEqual(['large@example.org', 'next@example.org'])
  expect(server.received[0].raw.length).toBeGreaterThan(200_000)
  expect(server.received[0].raw.includes(html)).toBe(true)
})

it('sends what was written out and signed ahead as it is, and refuses what cannot be written', async () => {
  const { server, sender } = await start()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const signed = { ...message('ahead@example.org'), dkim: { domain: 'example.org', selector: 'one', privateKey } }
  const ready = await prepared(sender, signed)
  expect(server.received).toEqual([])
  expect(await sender.send(ready)).toMatchObject({ outcome: 'accepted' })
  expect(server.received.map(({ raw }) => raw)).toEqual([ready.mime?.bytes.toString()])
  expect(ready.mime?.bytes.toString()).toContain('DKIM-Signature')
  const unsayable = await prepared(sender, { ...message('bad@example.org'), attachments: [NO_TYPE] })
  expect(unsayable.mime).toBeUndefined()
  expect(await sender.send(unsayable)).toMatchObject({
    outcome: 'rejected',
    response: expect.stringContaining('not a type of a file'),
  })
})

it('sends again over a new connection when an idle one was gone, and once only', async () => {
  const { server, sender } = await start()
  await sender.send(message('first@example.org'))
  const { port } = new URL(server.url)
  await server.close()
  const again = await startMailServerAt(Number(port))
  expect(await sender.send(message('second@example.org'))).toMatchObject({ outcome: 'accepted' })
  expect(again.received.map(({ to }) => to)).toEqual(['second@example.org'])
})

async function startMailServerAt(port: number): Promise<MailServer> {
  const server = await startMailServer(() => undefined, { port })
  open.push(server)
  return server
}

it('uses a connection for a hundred messages, and as many at once as are asked for', async () => {
  const { server, sender } = await start()
  const people = Array.from({ length: 250 }, (_, place) => `p${place}@example.org`)
  for (const to of people.slice(0, 240)) await sender.send(message(to))
  expect(new Set(server.received.map(({ connection }) => connection)).size).toBe(3)
  await Promise.all(people.slice(240).map((to) => sender.send(message(to))))
  expect(server.received.map(({ to }) => to).sort()).toEqual(people.sort())
})

it.each([
  ['smtp://localhost', { host: 'localhost', port: 587, secure: false, auth: null }],
  [
    'smtps://u%40x:p%2Fw@mail.example.org',
    { host: 'mail.example.org', port: 465, secure: true, auth: { user: 'u@x', pass: 'p/w' } },
  ],
  ['smtp://[::1]:2525', { host: '::1', port: 2525, secure: false, auth: null }],
])('reads %s', (url, expected) => {
  expect(parseSmtpUrl(url)).toEqual(expected)
})

it('refuses a URL of another kind', () => {
  expect(() => parseSmtpUrl('https://mail.example.org')).toThrow('write smtp:// or smtps://')
})

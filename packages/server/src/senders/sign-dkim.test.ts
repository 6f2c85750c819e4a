import { generateKeyPairSync } from 'node:crypto'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { expect, it } from 'vitest'
import { signDkim } from './sign-dkim.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const key = { domain: 'example.org', selector: 'one', privateKey }
const dns = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`

/** What mailauth, an implementation apart from ours, says of a message. */
async function verify(message: Buffer) {
  const asked: string[] = []
  const { results } = await dkimVerify(message, {
    resolver: async (name: string) => {
      asked.push(name)
      return [[dns]]
    },
  })
  return { results, asked }
}

const HEADERS = [
  'From: =?UTF-8?Q?Zo=C3=AB?= <news@example.org>',
  'To: ada@example.net',
  'Subject: A  subject \t with blanks\r\n that is  folded',
  'Date: Sun, 01 Mar 2026 09:30:00 +0000',
  'Message-ID: <dlv_01@mail.example.org>',
  'MIME-Version: 1.0',
  'Content-Type: text/plain',
  'Reply-To: answers@example.org',
  'List-Id: <prj_01.mail.example.org>',
  `List-Unsubscribe: <https://mail.example.org/unsubscribe/${'t'.repeat(90)}>`,
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
]
const written = (body: string, headers = HEADERS) => Buffer.from(`${headers.join('\r\n')}\r\n\r\n${body}`)
const first = written('Hello\r\n')

it.each([
  ['a line', 'Hello\r\n'],
  ['nothing', ''],
  ['nothing but empty lines', '\r\n\r\n\r\n'],
  ['no line break at the end', 'Hello'],
  ['blanks inside, at the ends, and empty lines', '  a \t b  \r\n\t\r\n c\r\n\r\n\r\n'],
  ['bytes beyond ASCII', 'Grüße ✓ \u00a0 \u{1f600}\r\n'],
  ['dots', '.\r\n..\r\n.x\r\n'],
  ['a hundred thousand empty lines', `${'\r\n'.repeat(100_000)}x\r\n`],
])('makes a signature that an independent verifier accepts: %s', async (_name, body) => {
  const { results, asked } = await verify(await signDkim(written(body), key))
  expect(results.map(({ status }) => status.result)).toEqual(['pass'])
  expect(asked).toEqual(['one._domainkey.example.org'])
})

it('covers both List-Unsubscribe headers, the whole body, and From once more than it is there', async () => {
  const text = (await signDkim(first, key)).toString()
  const signature = text.slice(0, text.indexOf('\r\nFrom:')).replace(/\r\n\t/g, '')
  expect(signature).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256; c=relaxed\/relaxed; d=example\.org;s=one;/)
  expect(signature).toContain('h=from:from:to:subject:date:message-id:mime-version:content-type:reply-to:')
  expect(signature).toContain(':list-id:list-unsubscribe:list-unsubscribe-post;')
  expect(signature).not.toMatch(/[; ]l=/)
  expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThan(200)
})

it.each<[string, (text: string) => string]>([
  ['another link to unsubscribe', (text) => text.replace('/unsubscribe/t', '/unsubscribe/x')],
  ['another way to unsubscribe', (text) => text.replace('One-Click', 'Two-Click')],
  ['another subject', (text) => text.replace('A  subject', 'Another')],
  ['a second sender in front', (text) => `From: evil@example.com\r\n${text}`],
  ['a second sender behind', (text) => text.replace('\r\nTo:', '\r\nFrom: evil@example.com\r\nTo:')],
  ['more text', (text) => `${text}more\r\n`],
])('does not vouch for %s', async (_name, forge) => {
  const forged = Buffer.from(forge((await signDkim(first, key)).toString()))
  const { results } = await verify(forged)
  expect(results.map(({ status }) => status.result)).not.toContain('pass')
})

it('leaves out what is not there', async () => {
  const few = written('Hello\r\n', HEADERS.slice(0, 7))
  const signed = await signDkim(few, key)
  expect(signed.toString()).not.toContain('reply-to')
  expect((await verify(signed)).results[0].status.result).toBe('pass')
})

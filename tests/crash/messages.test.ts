import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { AddressError, buildMessage, type Envelope } from '../../packages/server/src/email/build-message.ts'
import { toHeaderText } from '../../packages/server/src/email/header-text.ts'
import { parseTemplates, personalise } from '../../packages/server/src/email/personalise.ts'
import { toMime } from '../../packages/server/src/senders/to-mime.ts'
import { type Random, randomFrom } from '../oracle/naive/random.ts'
import { SEED } from '../oracle/seed.ts'
import { drawText, expectOnWire, linesOf, throughServer } from './on-the-wire.ts'
import { sized, TIMEOUT_MS } from './size.ts'

const PIECES = [
  ...[
    'a',
    'Å',
    'ß',
    '%',
    '_',
    '\\',
    ' ',
    '  ',
    '\t',
    '=',
    '=3D',
    '.',
    '..',
    '\n.\n',
    '\n..\n',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
  ],
  ...['\u{1f600}', '\u00a0', '\u200b', 'é', 'From ', '\nFrom ', '"', '<', '>', '&amp;', '--edge--', 'x'.repeat(1_200)],
  ...['=\n', '?=', '=?UTF-8?Q?x?=', 'ü'.repeat(90), '\u2028', '٣', '日本'],
]

const draw = (random: Random, most: number) => drawText(random, PIECES, most)

const URL = 'https://mail.example.org/unsubscribe/token'

function envelope(changes: Partial<Envelope> = {}): Envelope {
  return {
    messageId: '<dlv_01@mail.example.org>',
    date: new Date('2026-03-01T09:30:00Z'),
    from: 'news@example.org',
    fromName: 'News',
    replyTo: null,
    to: 'ada@example.net',
    unsubscribeUrl: URL,
    listId: 'prj_01.mail.example.org',
    dkim: null,
    ...changes,
  }
}

const withoutBoundaries = (raw: string) => raw.replace(/--_Roll-[\w-]+/g, '').replace(/boundary="[^"]+"/, '')
const unstuffed = (raw: string) => raw.replace(/\r\n$/, '')

describe(`messages (ROLLCALL_SEED=${SEED})`, () => {
  it(
    '13. read back exactly, in lines that every server takes',
    async () => {
      const random = randomFrom(SEED)
      for (let drawn = 0; drawn < sized(400, 10_000); drawn += 1) {
        const content = { subject: toHeaderText(draw(random, 30)), html: draw(random, 60), text: draw(random, 60) }
        const fromName = draw(random, 10)
        const { bytes } = toMime(buildMessage(content, envelope({ fromName })))
        const parsed = await PostalMime.parse(bytes)
        const seen = { drawn, subject: parsed.subject ?? '', html: linesOf(parsed.html), text: linesOf(parsed.text) }
        expect(seen).toEqual({
          drawn,
          subject: content.subject,
          html: linesOf(content.html),
          text: linesOf(content.text),
        })
        expect([drawn, parsed.from?.name]).toEqual([drawn, toHeaderText(fromName)])
        expectOnWire(drawn, bytes)
      }
    },
    TIMEOUT_MS,
  )

  it(
    '13. arrive byte by byte, dots and all, through a real server',
    () =>
      throughServer(async ({ server, sender }) => {
        const random = randomFrom(SEED + 1)
        for (let drawn = 0; drawn < sized(100, 2_000); drawn += 1) {
          const content = { subject: 'Dots', html: `.\n..\n${draw(random, 40)}`, text: `${draw(random, 40)}\n.\n` }
          const message = buildMessage(content, envelope({ to: `p${drawn}@example.net` }))
          expect(await sender.send(message)).toMatchObject({ outcome: 'accepted' })
          const [got, sent] = [server.received[drawn].raw, toMime(message).bytes.toString('utf8')].map(
            withoutBoundaries,
          )
          expect([drawn, unstuffed(got)]).toEqual([drawn, unstuffed(sent)])
        }
      }),
    TIMEOUT_MS,
  )

  it(
    '14. get no header from what people typed',
    async () => {
      const random = randomFrom(SEED + 2)
      const BREAKS = [
        '\r\n',
        '\n',
        '\r',
        '\r\n\r\n',
        '\n\r',
        '\u0000',
        '\u2028',
        '\u2029',
        '\u0085',
        '\v',
        '\f',
        '\u000b\n',
      ]
      const HEADERS = [
        'Bcc: all@example.org',
        'X-Evil: 1',
        ' folded',
        '\tfolded',
        'Content-Type: text/html',
        'Subject: 2',
      ]
      const count = async (changes: Partial<Envelope>, subject: string) => {
        const mime = toMime(buildMessage({ subject, html: 'x', text: 'x' }, envelope(changes)))
        return (await PostalMime.parse(mime.bytes)).headers.map(({ key }) => key)
      }
      const expected = await count({}, 'Hello')
      for (let drawn = 0; drawn < 500; drawn += 1) {
        const end = Array.from({ length: 1 + random.below(3) }, () => random.pick(BREAKS)).join('')
        const payload = `${random.pick(['x', '', '"', 'a@example.org', '<'])}${end}${random.pick(HEADERS)}`
        expect([payload, await count({ fromName: payload }, toHeaderText(payload))]).toEqual([payload, expected])
        for (const part of ['to', 'from', 'replyTo'] as const) {
          await expect(count({ [part]: payload }, 'x')).rejects.toThrow(AddressError)
        }
      }
    },
    TIMEOUT_MS,
  )

  it(
    '16. carry one https link for one click, a link to see, and the postal address',
    async () => {
      const random = randomFrom(SEED + 3)
      const FRAGMENTS = [
        '<p>Hi</p>',
        '<!-- {{ unsubscribe_url }} -->',
        '</body>',
        '<body>',
        '</html>',
        '<b>',
        'text',
        '<a href="{{ unsubscribe_url }}">x</a>',
        '1 Main St & Co',
      ]
      for (let drawn = 0; drawn < sized(300, 10_000); drawn += 1) {
        const html = Array.from({ length: random.below(6) }, () => random.pick(FRAGMENTS)).join('\n')
        const text = random.chance(0.5) ? null : draw(random, 5)
        const content = personalise(
          parseTemplates({ subject: 'Hi', preheader: null, html, text: text?.replace(/[{}]/g, '') ?? null }),
          {
            recipient: null,
            unsubscribeUrl: URL,
            preferencesUrl: URL,
            projectName: 'News',
            postalAddress: '1 Main St & Co',
          },
        )
        const parsed = await PostalMime.parse(toMime(buildMessage(content, envelope())).bytes)
        const header = (name: string) => parsed.headers.filter(({ key }) => key === name).map(({ value }) => value)
        expect(header('list-unsubscribe')).toEqual([`<${URL}>`])
        expect(header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
        const visible = parsed.html?.replace(/<!--[\s\S]*?-->/g, '')
        expect([drawn, visible]).toEqual([drawn, expect.stringContaining(`href="${URL}"`)])
        expect([drawn, visible]).toEqual([drawn, expect.stringMatching(/1 Main St (&amp;|&) Co/)])
        expect([drawn, parsed.text]).toEqual([drawn, expect.stringContaining(URL)])
        expect([drawn, parsed.text]).toEqual([drawn, expect.stringContaining('1 Main St & Co')])
      }
    },
    TIMEOUT_MS,
  )
})

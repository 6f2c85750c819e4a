import { generateKeyPairSync } from 'node:crypto'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import MailComposer from 'nodemailer/lib/mail-composer'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { buildMessage } from '../../packages/server/src/email/build-message.ts'
import type { OutgoingMessage } from '../../packages/server/src/email/outgoing-message.ts'
import { parseTemplates, personalise } from '../../packages/server/src/email/personalise.ts'
import { createTracker } from '../../packages/server/src/email/tracking.ts'
import { type Random, randomFrom } from '../oracle/naive/random.ts'
import { SEED } from '../oracle/seed.ts'
import { drawText, expectOnWire, linesOf, throughServer } from './on-the-wire.ts'
import { sized, TIMEOUT_MS } from './size.ts'

/*
 * What we write ourselves for speed (MIME, quoted-printable, dots, DKIM) against nodemailer's own composer, on messages of
 * random templates, as they arrive at a server.
 */

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const dns = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
const track = createTracker(
  { publicUrl: 'https://mail.example.org', secretKey: Buffer.alloc(32, 7), trackingHost: null },
  { opens: true, clicks: true },
)

const TEXTS = [
  'a',
  ' ',
  '  ',
  '\t',
  '=',
  '=3D',
  '.',
  '\n.\n',
  '\n',
  '\r\n',
  '\r',
  ' \n',
  'é',
  '日本',
  '\u{1f600}',
  '\ud800',
  'From ',
]
const LONG = ['x'.repeat(1_100), 'ü'.repeat(400), 'many words '.repeat(120), '\u{1f600}'.repeat(90)]
const LIQUID = [
  '{{ contact.firstName }}',
  '{{ contact.fields.city | default: "you" }}',
  '{% if contact.lastName %}x{{ contact.lastName | upcase }}{% endif %}',
  '{{ contact.fields.note | raw }}',
  '{% for c in (1..3) %}{{ c }},{% endfor %}',
]
const TAGS = [
  '<p>',
  '</p>',
  '<b class="x y">',
  '<a href="https://example.org/?a=1&amp;b=2">l</a>',
  '<!-- c -->',
  '<br>',
]
const LINKS = [
  '<a href="{{ contact.fields.site }}">s</a>',
  '<a href="{{ unsubscribe_url }}">u</a>',
  '</body>',
  '<body>',
]

function drawMessage(random: Random, no: number): OutgoingMessage {
  const words = [...TEXTS, ...LONG]
  const templates = parseTemplates(
    {
      subject: drawText(random, [...words, ...LIQUID], 8),
      preheader: random.chance(0.5) ? drawText(random, words, 4) : null,
      html: drawText(random, [...words, ...TAGS, ...LINKS, ...LIQUID], 40),
      text: random.chance(0.5) ? drawText(random, [...words, ...LIQUID], 20) : null,
    },
    '~mark~',
  )
  const claim = { projectId: 1, rowNo: no, campaignUuid: '0190c6d2-8f3a-7b1c-9d4e-5f6071829304' }
  const content = personalise(templates, {
    recipient: {
      email: 'ada@example.net',
      firstName: drawText(random, TEXTS, 4),
      lastName: null,
      name: null,
      fields: {
        city: drawText(random, TEXTS, 4),
        note: drawText(random, words, 4),
        site: 'https://ada.example.net/?x=ü',
      },
    },
    unsubscribeUrl: 'https://mail.example.org/unsubscribe/token',
    preferencesUrl: 'https://mail.example.org/preferences/token',
    projectName: 'News',
    postalAddress: '1 Main St & Co',
    tracking: track(claim),
  })
  const file = { fileName: 'März "1".pdf', type: 'application/pdf', content: Buffer.from(drawText(random, words, 20)) }
  return buildMessage(content, {
    messageId: `<dlv_${no}@mail.example.org>`,
    date: new Date('2026-03-01T09:30:00Z'),
    from: random.pick(['news@example.org', 'o.k+1@müller.example', 'jürgen@example.org']),
    fromName: drawText(random, [...TEXTS, 'News', ' of Ada', '"', ',', '<x>'], 8),
    replyTo: random.chance(0.5) ? 'answers@example.org' : null,
    to: random.pick([`p${no}@example.net`, `p${no}@bücher.example`]),
    unsubscribeUrl: 'https://mail.example.org/unsubscribe/token',
    listId: 'prj_01.mail.example.org',
    dkim: { domain: 'example.org', selector: 'one', privateKey },
    attachments: random.chance(0.3) ? [file] : [],
  })
}

/** The same message by nodemailer alone. */
function compose(message: OutgoingMessage): Promise<Buffer> {
  const { from, to, replyTo, subject, html, text, headers, messageId, date, attachments = [] } = message
  return new MailComposer({
    ...{ from, to, subject, headers, messageId, date },
    // Bare CRs are left to its transport.
    ...{ html: html.replace(/\r\n?/g, '\n'), text: text.replace(/\r\n?/g, '\n') },
    ...(replyTo !== null && { replyTo }),
    attachments: attachments.map(({ fileName: filename, type: contentType, content }) => ({
      filename,
      contentType,
      content,
    })),
  })
    .compile()
    .build()
}

/** What a message says to whoever reads it. */
async function read(bytes: Buffer) {
  const { from, to, replyTo, subject, messageId, date, headers, text, html, attachments } =
    await PostalMime.parse(bytes)
  const listHeaders = headers.filter(({ key }) => key.startsWith('list-')).map(({ key, value }) => [key, value])
  return {
    ...{ from, to, replyTo, subject: subject ?? '', messageId, date, text: linesOf(text), html: linesOf(html) },
    listHeaders: listHeaders.sort(),
    files: attachments.map(({ filename, mimeType, content }) => ({
      ...{ filename, mimeType },
      // why: it is bytes unless another encoding is asked for
      content: Buffer.from(new Uint8Array(content as ArrayBuffer)).toString('hex'),
    })),
  }
}

describe(`our own writing (ROLLCALL_SEED=${SEED})`, () => {
  it(
    '13. says what nodemailer says, and its signature holds, for random templates through a real server',
    () =>
      throughServer(async ({ server, sender }) => {
        const random = randomFrom(SEED + 7)
        for (let no = 0; no < sized(150, 5_000); no += 1) {
          const message = drawMessage(random, no)
          expect([no, await sender.send(message)]).toMatchObject([no, { outcome: 'accepted' }])
          const raw = Buffer.from(server.received[no].raw, 'utf8')
          expect([no, await read(raw)]).toEqual([no, await read(await compose(message))])
          const { results } = await dkimVerify(raw, { resolver: async () => [[dns]] })
          expect([no, results.map(({ status }) => status.result)]).toEqual([no, ['pass']])
          expectOnWire(no, raw)
        }
      }),
    TIMEOUT_MS,
  )
})

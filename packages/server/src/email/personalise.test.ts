import { describe, expect, it } from 'vitest'
import {
  CampaignTextError,
  type CampaignTexts,
  type PersonalContent,
  parseTemplates,
  personalise,
} from './personalise.ts'
import { toPlainText } from './plain-text.ts'
import type { Recipient } from './variables.ts'

const link = 'https://mail.example.org/unsubscribe/token'
const choices = 'https://mail.example.org/preferences/token'
const ada: Recipient = {
  email: 'ada@example.org',
  firstName: 'Ada',
  lastName: null,
  name: 'Ada Lovelace',
  fields: { plan: '<pro>', colours: ['red', 'green'] },
}

function write(texts: Partial<CampaignTexts>, options: { recipient?: Recipient | null; postalAddress?: string } = {}) {
  const templates = parseTemplates({ subject: 'Hi', preheader: null, html: '<p>Hi</p>', text: null, ...texts })
  return personalise(templates, {
    recipient: options.recipient === undefined ? ada : options.recipient,
    unsubscribeUrl: link,
    preferencesUrl: choices,
    projectName: 'Engines & Co',
    postalAddress: options.postalAddress ?? null,
  })
}

it.each<[keyof PersonalContent, Partial<CampaignTexts>, string]>([
  ['subject', { subject: '{{ contact.firstName }} & {{ project.name }}' }, 'Ada & Engines & Co'],
  ['subject', { subject: '{{ contact.lastName | default: "friend" }}' }, 'friend'],
  ['subject', { subject: '{{ contact.fields.colours | join: ", " }}' }, 'red, green'],
  [
    'html',
    { html: '<b>{{ contact.fields.plan }}</b><a href="{{ unsubscribe_url }}">x</a>' },
    `<b>&lt;pro&gt;</b><a href="${link}">x</a>`,
  ],
  ['text', { text: '{{ contact.fields.plan }} {{ unsubscribe_url }}' }, `<pro> ${link}`],
  [
    'text',
    { html: `<h1>Hi {{ contact.name }}</h1><p>{{ contact.fields.plan }} {{ unsubscribe_url }}</p>` },
    `Hi Ada Lovelace\n\n<pro> ${link}`,
  ],
])('fills in the %s', (part, texts, expected) => {
  expect(write(texts)[part]).toBe(expected)
})

describe('the way out', () => {
  it('is added to HTML and text that have none, before the end of the body', () => {
    const { html, text } = write(
      { html: '<html><body><p>Hi</p></body></html>', text: 'Hi' },
      { postalAddress: 'Main <St> 1' },
    )
    expect(html).toMatch(
      /<p>Hi<\/p><div[^>]*>Main &lt;St&gt; 1<br><a href="https:\/\/mail[^"]+token">Unsubscribe<\/a> · <a href="https:\/\/mail[^"]+token">Choose what you get<\/a><\/div><\/body>/,
    )
    expect(text).toBe(`Hi\n\nMain <St> 1\nUnsubscribe: ${link}\nChoose what you get: ${choices}\n`)
  })

  it('is in the text that is made from the HTML', () => {
    expect(write({ html: '<p>Hi</p>' }).text).toBe(`Hi\n\nUnsubscribe: ${link}\nChoose what you get: ${choices}\n`)
  })

  it('is not doubled', () => {
    const texts = {
      html: '<p>Main St 1 <a href="{{ unsubscribe_url }}">Bye</a></p>',
      text: 'Main St 1 {{ unsubscribe_url }}',
    }
    expect(write(texts, { postalAddress: 'Main St 1' })).toMatchObject({
      html: `<p>Main St 1 <a href="${link}">Bye</a></p>`,
      text: `Main St 1 ${link}`,
    })
  })

  it('is added when the link stands where nobody sees it', () => {
    expect(
      write({ html: '<!-- {{ unsubscribe_url }} -->{% if false %}{{ unsubscribe_url }}{% endif %}' }).html,
    ).toContain('>Unsubscribe</a>')
  })
})

it('hides the preheader at the start of the body, and keeps it out of the text', () => {
  const { html, text } = write({ html: '<BODY class="a"><p>Hi</p></BODY>', preheader: 'For {{ contact.fields.plan }}' })
  expect(html).toMatch(/^<BODY class="a"><div style="display:none[^"]*">For &lt;pro&gt;<\/div><p>Hi/)
  expect(text).not.toContain('For')
})

it('writes to somebody of whom nothing is known', () => {
  expect(write({ subject: 'Hi {{ contact.firstName }}{{ contact.fields.plan }}' }, { recipient: null }).subject).toBe(
    'Hi',
  )
})

it.each([
  ['a\r\nBcc: all@example.org', 'a Bcc: all@example.org'],
  ['a\u0000\u0085\u2028b', 'a b'],
  ['  a\t\tb ', 'a b'],
  ['\ud800a', '\ufffda'],
  ['x'.repeat(2_000), 'x'.repeat(900)],
])('keeps the subject %j on one line', (name, subject) => {
  expect(write({ subject: '{{ contact.firstName }}' }, { recipient: { ...ada, firstName: name } }).subject).toBe(
    subject,
  )
})

it.each<[keyof CampaignTexts, string]>([
  ['subject', 'The subject cannot be read as Liquid: output "{{ x" not closed'],
  ['preheader', 'The preheader cannot be read'],
  ['html', 'The HTML cannot be read'],
  ['text', 'The plain text cannot be read'],
])('says which text is broken: %s', (part, sentence) => {
  expect(() => write({ [part]: '{{ x' })).toThrow(CampaignTextError)
  expect(() => write({ [part]: '{{ x' })).toThrow(sentence)
})

describe('text that is made from the HTML', () => {
  const named = '<p>Hi {{ contact.firstName }}{% if contact.lastName %} {{ contact.lastName }}{% endif %}</p>'
  it.each([
    ['conditions and values', named],
    ['a link', '<p>{{ contact.name }}: <a href="{{ unsubscribe_url }}">leave</a></p>'],
    ['a loop in a table', '<table>{% for c in contact.fields.colours %}<tr><td>{{ c }}</td></tr>{% endfor %}</table>'],
    [
      'half of a condition in a comment',
      '<!-- {% if false %} --><p>a</p>{% endif %}<p>b {{ contact.fields.plan }}</p>',
    ],
    [
      'a value in a style',
      '<style>p { color: {{ contact.lastName | default: "red" }} }</style><p>{{ contact.name }}</p>',
    ],
    ['HTML from a value', '<div>{{ "<b>bold</b>" | raw }} {{ contact.name }}</div>'],
    ['characters for private use', '<p>\ue0000\ue001 {{ contact.name }}</p>'],
  ])('says what the finished message says: %s', (_, html) => {
    const withLink = `${html}<p>{{ unsubscribe_url }}</p>`
    const { text, html: finished } = write({ html: withLink })
    const words = (written: string) => written.split(/\s+/).filter(Boolean)
    // One whose every word is in a comment still says how to leave.
    const said = words(toPlainText(finished))
    expect(words(text)).toEqual(said.length > 0 ? said : words(`Unsubscribe: ${link} Choose what you get: ${choices}`))
  })
})

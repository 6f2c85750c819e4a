import { type Html, html } from '../html.ts'
import type { NoticeContent } from '../store/notices.ts'
import type { Brand } from './brand.ts'
import { inkOn } from './brand.ts'

/** What a message says around its one button. */
export type NoticeWords = {
  /** BCP 47. */
  lang: string
  brand: Brand
  subject: string
  greeting: string
  /** Paragraphs before the button and after it. */
  before: string[]
  button: { label: string; url: string }
  after: string[]
}

const DEFAULT_COLOR = '#1f5fd0'

/** A message with one button, as HTML and as text. */
export function writeNotice(words: NoticeWords, { from, to }: { from: string; to: string }): NoticeContent {
  const { subject, brand } = words
  return { from, fromName: brand.name, to, subject, html: toHtml(words).text, text: toText(words) }
}

function toHtml({ lang, brand, subject, greeting, before, button, after }: NoticeWords): Html {
  const color = brand.color ?? DEFAULT_COLOR
  const line = (text: string) => html`<p style="margin:0 0 16px">${text}</p>\n`
  const mark = brand.logoUrl
    ? html`<img src="${brand.logoUrl}" alt="${brand.name}" style="display:block;max-width:190px;max-height:56px;margin:0 0 24px">\n`
    : html`<p style="margin:0 0 24px;font-weight:600">${brand.name}</p>\n`
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${subject}</title>
</head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,Helvetica,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto">
${mark}${[greeting, ...before].map(line)}<p style="margin:24px 0"><a href="${button.url}" style="display:inline-block;padding:12px 24px;border-radius:8px;background:${color};color:${inkOn(color)};font-weight:600;text-decoration:none">${button.label}</a></p>
${after.map(line)}<p style="margin:24px 0 0;font-size:13px;overflow-wrap:anywhere">${button.url}</p>
${brand.postalAddress !== null && html`<p style="margin:24px 0 0;font-size:13px">${brand.postalAddress}</p>\n`}</div>
</body>
</html>
`
}

function toText({ brand, greeting, before, button, after }: NoticeWords): string {
  const parts = [greeting, ...before, `${button.label}:\n${button.url}`, ...after]
  if (brand.postalAddress !== null) parts.push(brand.postalAddress)
  return `${parts.join('\n\n')}\n`
}

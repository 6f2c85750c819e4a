import { type Html, html, raw } from '../../html.ts'

type Document = { lang: string; title: string; style: string; head?: Html | false; body: Html }

/** A whole page that needs no script and that no search engine keeps; `head` is what else it says of itself. */
export function toDocument({ lang, title, style, head = false, body }: Document): string {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
${head}<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
${body}
</body>
</html>
`.text
}

/** The parts of a starter's message. */
export type StarterParts = {
  /** For those who listen, and for the browser's title. */
  title: string
  /** HTML of the middle, made of the pieces below. */
  body: string
}

const FONT = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/**
 * A message of 600 px that holds up where mail is read: tables and inline styles for Outlook on Windows (Word lays it out),
 * nothing that needs a style sheet for Gmail with foreign accounts (which drops it), dark colours for Apple Mail and Outlook
 * on phones by media query. It ends with who sends it, from where, and the way out.
 */
export function layOut({ title, body }: StarterParts): string {
  return `<!doctype html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="x-apple-disable-message-reformatting">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark }
@media (max-width: 620px) { .card { width: 100% !important } .inner { padding: 24px !important } }
@media (prefers-color-scheme: dark) {
.page { background: #14161a !important } .card { background: #1f2228 !important }
.text { color: #f0f1f3 !important } .soft { color: #b4bac4 !important } .line { border-color: #3a3f48 !important }
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f4f6">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f4f6">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" border="0" style="width:600px;max-width:600px;background:#ffffff;border-radius:8px">
<tr><td class="inner" style="padding:40px;font-family:${FONT}">
${body}
</td></tr>
</table>
<table role="presentation" class="card page" width="600" cellpadding="0" cellspacing="0" border="0" style="width:600px;max-width:600px">
<tr><td class="soft" align="center" style="padding:24px;font-family:${FONT};font-size:13px;line-height:20px;color:#5b626d">
{{ project.name }}{% if project.postal_address %}<br>{{ project.postal_address }}{% endif %}<br>
You get this because you subscribed. <a href="{{ unsubscribe_url }}" class="soft" style="color:#5b626d;text-decoration:underline">Unsubscribe</a> ·
<a href="{{ preferences_url }}" class="soft" style="color:#5b626d;text-decoration:underline">Choose what you get</a>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
}

export function heading(text: string): string {
  return `<h1 class="text" style="margin:0 0 16px;font-size:26px;line-height:34px;font-weight:700;color:#16181d">${text}</h1>`
}

export function subheading(text: string): string {
  return `<h2 class="text" style="margin:24px 0 8px;font-size:19px;line-height:26px;font-weight:700;color:#16181d">${text}</h2>`
}

export function paragraph(text: string): string {
  return `<p class="text" style="margin:0 0 16px;font-size:16px;line-height:25px;color:#2b2f36">${text}</p>`
}

/** A link that looks like a button everywhere: the cell is coloured, because Outlook ignores an anchor's padding. */
export function button(label: string, url: string): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 16px"><tr>
<td bgcolor="#1f5fd0" style="background:#1f5fd0;border-radius:6px;padding:13px 26px"><a href="${url}" style="display:inline-block;font-size:16px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none">${label}</a></td>
</tr></table>`
}

/** Lines with a name and a value, such as those of a receipt. */
export function rows(pairs: [name: string, value: string][]): string {
  const style = 'padding:10px 0;border-bottom:1px solid #e3e5e9;font-size:15px;line-height:22px'
  const cells = pairs.map(
    ([name, value]) =>
      `<tr><td class="soft line" style="${style};color:#5b626d">${name}</td><td class="text line" align="right" style="${style};color:#16181d">${value}</td></tr>`,
  )
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px">${cells.join('\n')}</table>`
}

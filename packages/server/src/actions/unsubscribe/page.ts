import { escapeHtml } from '../../email/escape-html.ts'
import type { UnsubscribeState } from '../../store/unsubscribe.ts'

type Page = { title: string; text: string; button?: string }

/** Asks; the button is what unsubscribes. */
export function askPage({ senderName, email, status }: UnsubscribeState): string {
  if (email === null) return donePage({ senderName, email, status })
  if (status === 'unsubscribed') {
    return toHtml({ title: 'You are unsubscribed', text: `${email} gets no more marketing e-mail from ${senderName}.` })
  }
  return toHtml({
    title: 'Unsubscribe?',
    text: `${email} will get no more marketing e-mail from ${senderName}. This takes effect at once.`,
    button: 'Unsubscribe',
  })
}

/** Confirms what happened. */
export function donePage({ senderName, email }: UnsubscribeState): string {
  if (email === null) {
    return toHtml({ title: 'You get no more mail', text: `${senderName} no longer has your address.` })
  }
  return toHtml({
    title: 'You are unsubscribed',
    text: `${email} will get no more marketing e-mail from ${senderName}. Messages that were already on their way may still arrive.`,
  })
}

/** For the link of a test message, which is nobody's. */
export function testLinkPage(): string {
  return toHtml({
    title: 'This is a test message',
    text: 'Its link unsubscribes nobody. In the message that is sent, this page asks whether to unsubscribe.',
  })
}

/** For a link that we did not make. */
export function unknownLinkPage(): string {
  return toHtml({
    title: 'This link does not work',
    text: 'It may have been cut off. Please open the link in the message itself, or copy all of it.',
  })
}

// Works without scripts, fonts or images of anybody's; the colours follow the reader's light or dark setting.
function toHtml({ title, text, button }: Page): string {
  const form = button ? `<form method="post"><button>${escapeHtml(button)}</button></form>` : ''
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
${form}
</main>
</body>
</html>
`
}

const STYLE = `
:root { color-scheme: light dark; --text: #1b1d21; --soft: #4a4f57; --back: #fff; --accent: #1f5fd0; --on-accent: #fff }
@media (prefers-color-scheme: dark) {
  :root { --text: #f0f1f3; --soft: #b9bec7; --back: #16181c; --accent: #8ab4ff; --on-accent: #10131a }
}
body { margin: 0; background: var(--back); color: var(--text); font: 17px/1.5 system-ui, sans-serif }
main { max-width: 32rem; margin: 15vh auto 0; padding: 0 1.5rem; overflow-wrap: anywhere }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .75rem }
p { margin: 0 0 1.5rem; color: var(--soft) }
button { font: inherit; font-weight: 600; padding: .7rem 1.4rem; border: 0; border-radius: .5rem; cursor: pointer;
  background: var(--accent); color: var(--on-accent) }
button:focus-visible { outline: 3px solid var(--text); outline-offset: 2px }
`

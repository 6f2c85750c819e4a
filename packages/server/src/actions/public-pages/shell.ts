import { Download } from '../../action.ts'
import { type Brand, inkOn } from '../../composing/brand.ts'
import { type Html, html } from '../../html.ts'
import { toDocument } from './document.ts'

type Page = {
  lang: string
  title: string
  /** null: nobody's, as behind a link that we did not make. */
  brand: Brand | null
  body: Html
  /** Where the page goes on to by itself. */
  goesOnTo?: string
}

/**
 * A page for people without an account. Works without scripts, fonts or anything of anybody's but the project's logo; the
 * colours follow the reader's light or dark setting.
 */
export function toPage({ lang, title, brand, body, goesOnTo }: Page): string {
  return toDocument({
    lang,
    title,
    style: STYLE + brandStyle(brand),
    head: html`<meta name="referrer" content="same-origin">
${goesOnTo !== undefined && html`<meta http-equiv="refresh" content="0; url=${goesOnTo}">\n`}`,
    body: html`${brand !== null && header(brand)}<main>
<h1>${title}</h1>
${body}
</main>${brand?.postalAddress ? footer(brand.postalAddress) : ''}`,
  })
}

/**
 * The headers of such a page. Its address is a secret of whoever got it, so nobody else is told (the policy `same-origin` of every page
 * of ours). Not `no-referrer`: browsers would hide where our own forms come from, too.
 */
export function sendPage(
  reply: { header(name: string, value: string): void; status(code: number): void },
  page: string,
  status = 200,
): Download {
  reply.header('x-robots-tag', 'noindex')
  reply.status(status)
  return new Download(page)
}

/** A paragraph of a page that says one thing only. */
export function paragraph(text: string): Html {
  return html`<p>${text}</p>`
}

/** A text as paragraphs: empty lines part them. */
export function paragraphs(text: string): Html[] {
  return text.split(/\n\s*\n/).flatMap((part) => (part.trim() === '' ? [] : [paragraph(part.trim())]))
}

// Whoever asks for consent says who they are.
function footer(postalAddress: string): Html {
  return html`\n<footer>${postalAddress}</footer>`
}

function header({ name, logoUrl }: Brand): Html {
  const mark = logoUrl === null ? html`<span>${name}</span>` : html`<img src="${logoUrl}" alt="${name}">`
  return html`<header>${mark}</header>\n`
}

// Colours come from the project's settings, which take nothing but #rrggbb.
function brandStyle(brand: Brand | null): string {
  if (!brand?.color || !/^#[0-9a-f]{6}$/i.test(brand.color)) return ''
  return `:root { --accent: ${brand.color} !important; --on-accent: ${inkOn(brand.color)} !important }\n`
}

const STYLE = `
:root { color-scheme: light dark; --text: #1b1d21; --soft: #4a4f57; --line: #8b919b; --faint: #d9dce1; --back: #fff;
  --accent: #1f5fd0; --on-accent: #fff; --told: #eef4ff; --wrong: #fdecea }
@media (prefers-color-scheme: dark) {
  :root { --text: #f0f1f3; --soft: #b9bec7; --line: #7d848f; --faint: #333841; --back: #16181c; --accent: #8ab4ff;
    --on-accent: #10131a; --told: #1c2940; --wrong: #3d2020 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--back); color: var(--text); font: 17px/1.5 system-ui, sans-serif }
header, main, footer { max-width: 34rem; margin: 0 auto; padding: 0 1.25rem; overflow-wrap: anywhere }
header { padding-top: clamp(1.5rem, 7vh, 4rem); font-weight: 600; color: var(--soft) }
header img { display: block; max-width: 12rem; max-height: 3.5rem }
main { padding-top: 1.25rem; padding-bottom: 3rem }
footer { padding-bottom: 3rem; font-size: .875rem; color: var(--soft); white-space: pre-line }
body > main:first-child { padding-top: 15vh }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .75rem }
h2 { font-size: 1.1rem; line-height: 1.3; margin: 0 0 .25rem }
p { margin: 0 0 1rem; color: var(--soft) }
section { border-top: 1px solid var(--faint); margin-top: 2rem; padding-top: 1.5rem }
fieldset { border: 0; margin: 0 0 1.25rem; padding: 0; min-width: 0 }
legend { font-weight: 600; padding: 0; margin-bottom: .5rem }
label { display: block }
.choice { display: grid; grid-template-columns: auto 1fr; gap: 0 .7rem; align-items: start; padding: .45rem 0 }
.choice input { width: 1.15rem; height: 1.15rem; margin: .2rem 0 0; accent-color: var(--accent) }
.choice small { color: var(--soft); font-size: .9rem; display: block }
.field { margin-bottom: 1rem }
.field > span { display: block; font-weight: 600; margin-bottom: .25rem }
.field small { font-weight: 400; color: var(--soft) }
.field input, .field select { font: inherit; color: inherit; width: 100%; padding: .6rem .7rem; background: var(--back);
  border: 1px solid var(--line); border-radius: .5rem }
button, .button { display: inline-block; font: inherit; font-weight: 600; padding: .7rem 1.4rem; border: 1px solid color-mix(in srgb, var(--text) 20%, var(--accent));
  border-radius: .5rem; cursor: pointer; background: var(--accent); color: var(--on-accent); text-decoration: none }
button.quiet { background: none; color: var(--text); border-color: var(--line) }
a { color: inherit }
:is(button, a, input, select):focus-visible { outline: 3px solid var(--text); outline-offset: 2px }
.told, .wrong { border-radius: .5rem; padding: .9rem 1rem; margin: 0 0 1.5rem; background: var(--told) }
.wrong { background: var(--wrong) }
.told p, .wrong p { color: var(--text); margin: 0 }
.told form { margin-top: .6rem }
.told button { padding: .4rem .9rem; background: none; color: var(--text); border-color: var(--line) }
.away { position: absolute; left: -100vw; width: 1px; height: 1px; overflow: hidden }
`

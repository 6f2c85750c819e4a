import { html } from '../../html.ts'
import { textsOf } from '../public-pages/texts-of.ts'
import { type FormParts, formInputs } from './form-inputs.ts'

/**
 * A form for somebody's own page. It works without the script: people then confirm on our page that they are none of the
 * programs that fill in every form they find.
 */
export function embedCode(parts: FormParts & { url: string }): { html: string; withoutScript: string } {
  const texts = textsOf(parts.form.language)
  const inputs = formInputs(parts, texts, { values: {}, topics: new Set() })
  const form = html`<form action="${parts.url}" method="post">
${inputs}
<button>${texts.form.submit}</button>
</form>
`
  const script = html`<script src="${parts.url}/embed.js" async></script>\n`
  return { html: form.text + script.text, withoutScript: form.text }
}

/** Puts a ticket into every such form of a page. */
export function embedScript(url: string, ticket: string): string {
  return `(function () {
  function add() {
    document.querySelectorAll('form').forEach(function (form) {
      if (form.getAttribute('action') !== ${toScript(url)}) return
      var input = document.createElement('input')
      input.type = 'hidden'
      input.name = 'ticket'
      input.value = ${toScript(ticket)}
      form.appendChild(input)
    })
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', add)
  else add()
})()
`
}

// What JSON may hold and a script in a page may not.
function toScript(text: string): string {
  return JSON.stringify(text).replace(
    /[<\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

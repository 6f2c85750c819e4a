import type { Brand } from '../../composing/brand.ts'
import { html } from '../../html.ts'
import type { FormContent } from '../../store/forms.ts'
import { notePage } from '../public-pages/note-page.ts'
import { paragraph, paragraphs, toPage } from '../public-pages/shell.ts'
import { textsOf } from '../public-pages/texts-of.ts'
import { type Filled, type FormParts, formInputs } from './form-inputs.ts'

type Look = FormParts & { form: FormContent; brand: Brand }

/** The form, with what is in it and what is wrong with it. */
export function formPage(
  look: Look,
  { filled, ticket, troubles }: { filled: Filled; ticket: string; troubles: string[] },
): string {
  const { form, brand } = look
  const texts = textsOf(form.language)
  const body = html`${troubles.length > 0 && html`<div class="wrong" role="alert">\n${troubles.map(paragraph)}</div>\n`}${paragraphs(form.text)}
<form method="post">
<input type="hidden" name="ticket" value="${ticket}">
${formInputs(look, texts, filled)}
<button>${texts.form.submit}</button>
</form>`
  return toPage({ lang: texts.lang, title: form.title, brand, body })
}

/** For whoever sent the form from a page that it is not meant for: the way to its own page. */
export function elsewherePage(
  { language }: Pick<FormContent, 'language'>,
  brand: Brand,
  { origin, url }: { origin: string | null; url: string },
): string {
  const texts = textsOf(language)
  const { elsewhereTitle, elsewhereText, elsewhereButton } = texts.form
  const body = html`${paragraph(elsewhereText(origin))}
<p><a class="button" href="${url}">${elsewhereButton}</a></p>`
  return toPage({ lang: texts.lang, title: elsewhereTitle, brand, body })
}

/** What everybody is told who filled in a form, known or not. */
export function thanksPage(form: FormContent, brand: Brand, { stays = false } = {}): string {
  const texts = textsOf(form.language)
  const { checkMailTitle, checkMailText, thanksTitle } = texts.form
  if (form.doubleOptIn) return notePage({ title: checkMailTitle, text: checkMailText }, { texts, brand })
  return donePage(form, brand, { title: thanksTitle, text: texts.form.thanksText, stays })
}

/** What somebody is told who is subscribed now: the form's own words, or ours. `stays`: does not go on by itself. */
export function donePage(
  { language, successText, redirectUrl }: Pick<FormContent, 'language' | 'successText' | 'redirectUrl'>,
  brand: Brand,
  { title, text, stays = false }: { title: string; text: string; stays?: boolean },
): string {
  const texts = textsOf(language)
  const go = redirectUrl !== null && html`\n<p><a class="button" href="${redirectUrl}">${texts.form.goOn}</a></p>`
  const body = html`${paragraphs(successText ?? text)}${go}`
  return toPage({
    lang: texts.lang,
    title,
    brand,
    body,
    ...(redirectUrl !== null && !stays && { goesOnTo: redirectUrl }),
  })
}

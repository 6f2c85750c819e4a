import type { FieldDefinition } from '@rollcall/filters'
import { type Html, html } from '../../html.ts'
import type { AskedField, FormContent, NamedTopic } from '../../store/forms.ts'
import type { PageTexts } from '../public-pages/page-texts.ts'

/** What somebody filled in so far, by name; `topics` are those ticked. */
export type Filled = { values: Record<string, string>; topics: ReadonlySet<string> }

/** What a form consists of. */
export type FormParts = {
  form: Pick<FormContent, 'language' | 'fields'>
  topics: NamedTopic[]
  definitions: FieldDefinition[]
}

/** Filled in by programs that fill in everything; people neither see it nor come to it with the keyboard. */
export const TRAP = 'website'

/** Everything that a form asks, the address first. */
export function formInputs({ form, topics, definitions }: FormParts, texts: PageTexts, filled: Filled): Html {
  const { email, topics: legend } = texts.form
  const boxes = topics.map(
    ({
      id,
      name,
      description,
    }) => html`<label class="choice"><input type="checkbox" name="topic" value="${id}"${filled.topics.has(id) && html` checked`}>
<span>${name}${description !== null && html`<small>${description}</small>`}</span></label>
`,
  )
  return html`<label class="field"><span>${email}</span>
<input type="email" name="email" required maxlength="254" autocomplete="email" value="${filled.values.email ?? ''}"></label>
${form.fields.map((asked) => input(asked, { definitions, texts, value: filled.values[asked.field] ?? '' }))}${
  boxes.length > 0 && html`<fieldset>\n<legend>${legend}</legend>\n${boxes}</fieldset>\n`
}<div class="away" style="position:absolute;left:-100vw" aria-hidden="true"><label>${texts.form.leaveEmpty}
<input name="${TRAP}" tabindex="-1" autocomplete="off"></label></div>`
}

type Around = { definitions: FieldDefinition[]; texts: PageTexts; value: string }

function input({ field, label, required }: AskedField, { definitions, texts, value }: Around): Html {
  const definition = definitions.find(({ key }) => field === `fields.${key}`)
  const needed = required && html` required`
  const name = html`<span>${label}${!required && html` <small>(${texts.form.optional})</small>`}</span>`
  if (definition?.type === 'boolean') {
    return html`<label class="choice"><input type="checkbox" name="${field}" value="true"${needed}${value === 'true' && html` checked`}>
${name}</label>
`
  }
  if (definition?.type === 'select') {
    const options = (definition.options ?? []).map(
      (option) => html`<option value="${option}"${option === value && html` selected`}>${option}</option>`,
    )
    return html`<label class="field">${name}
<select name="${field}"${needed}><option value=""></option>${options}</select></label>
`
  }
  const [type, help] = typeOf(field, definition)
  return html`<label class="field">${name}
<input type="${type}" name="${field}" maxlength="255"${needed}${help !== undefined && html` autocomplete="${help}"`} value="${value}"></label>
`
}

const BUILT_IN: Record<string, [type: string, autocomplete: string]> = {
  firstName: ['text', 'given-name'],
  lastName: ['text', 'family-name'],
  phone: ['tel', 'tel'],
  company: ['text', 'organization'],
  jobTitle: ['text', 'organization-title'],
  country: ['text', 'country-name'],
}
const CUSTOM: Partial<Record<FieldDefinition['type'], string>> = {
  date: 'date',
  url: 'url',
  email: 'email',
  phone: 'tel',
}

function typeOf(field: string, definition: FieldDefinition | undefined): [type: string, autocomplete?: string] {
  return BUILT_IN[field] ?? [(definition && CUSTOM[definition.type]) ?? 'text']
}

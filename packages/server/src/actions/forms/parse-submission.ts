import type { GivenContact } from '../../contacts/prepare-contact.ts'
import { type PrepareContext, prepareContact } from '../../contacts/prepare-contact.ts'
import type { PreparedContact } from '../../contacts/prepared-contact.ts'
import { fieldTextReader } from '../../contacts/read-field.ts'
import type { AskedField, NamedTopic } from '../../store/forms.ts'
import type { PageTexts } from '../public-pages/page-texts.ts'
import { tidyLine } from '../public-pages/tidy-line.ts'
import { type Filled, TRAP } from './form-inputs.ts'

/** What came from a form: filled in for showing it again, and as a contact when nothing is wrong with it. */
export type Submission = {
  filled: Filled
  ticket: string
  /** Something filled in what no person sees. */
  isTrapped: boolean
}

const LONGEST = 2_000

/** Reads what a form sent; only what it asks is looked at. */
export function parseSubmission(body: string, asked: { fields: AskedField[]; topics: NamedTopic[] }): Submission {
  const sent = new URLSearchParams(body)
  const names = ['email', ...asked.fields.map(({ field }) => field)]
  const values = Object.fromEntries(
    names.map((name) => [
      name,
      tidyLine(sent.get(name) ?? '')
        .slice(0, LONGEST)
        .toWellFormed(),
    ]),
  )
  const offered = new Set(asked.topics.map(({ id }) => id))
  const topics = new Set(sent.getAll('topic').filter((id) => offered.has(id)))
  return { filled: { values, topics }, ticket: sent.get('ticket') ?? '', isTrapped: (sent.get(TRAP) ?? '') !== '' }
}

type Checked = { contact: PreparedContact } | { sentences: string[] }

/** The contact that values of a form make, or what is wrong with them in the form's language. */
export function checkValues(
  values: Filled['values'],
  { fields, context, texts }: { fields: AskedField[]; context: PrepareContext; texts: PageTexts },
): Checked {
  const missing = fields
    .filter(({ field, required }) => required && !values[field])
    .map(({ label }) => texts.form.missing(label))
  const prepared = prepareContact(toGiven(values), { ...context, read: fieldTextReader() })
  if ('contact' in prepared && missing.length === 0 && values.email) return prepared
  if (!values.email) return { sentences: [texts.form.missing(texts.form.email), ...missing] }
  const wrong = 'problems' in prepared ? prepared.problems : []
  const said = wrong.map(({ pointer }) => {
    const field = pointer.slice(1).replace('/', '.')
    if (field === 'email') return texts.trouble.noAddress(values.email ?? '')
    return texts.form.wrong(fields.find((asked) => asked.field === field)?.label ?? field)
  })
  return { sentences: [...missing, ...said] }
}

/** What was left empty is not said: it must not clear what is known. */
function toGiven(values: Filled['values']): GivenContact {
  const filled = Object.entries(values).filter(([, value]) => value !== '')
  const own = filled.flatMap(([name, value]) =>
    name.startsWith('fields.') ? [[name.slice('fields.'.length), value]] : [],
  )
  return {
    ...Object.fromEntries(filled.filter(([name]) => !name.startsWith('fields.'))),
    ...(own.length > 0 && { fields: Object.fromEntries(own) }),
  }
}

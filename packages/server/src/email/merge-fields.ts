import { type AskedVariable, findVariables } from './liquid.ts'
import { type CampaignTexts, naming, type WrittenTexts } from './personalise.ts'
import { toVariables } from './variables.ts'

/** A variable that one of a campaign's texts shows or asks about. */
export type MergeField = AskedVariable & {
  name: string
  part: keyof CampaignTexts
  /** The text says what to show instead when it is empty. */
  hasFallback: boolean
}

const PARTS = ['subject', 'preheader', 'html', 'text'] as const

/** Every variable of a campaign's texts, once for each text, with its line in what was written. Throws a CampaignTextError. */
export function findMergeFields(texts: WrittenTexts): MergeField[] {
  return PARTS.flatMap((part) => {
    const source = (part === 'html' && texts.mjml) || (texts[part] ?? '')
    const into = part === 'html' || part === 'preheader' ? 'html' : 'plain'
    return naming(part, () => findVariables(source, into)).map((asked) => {
      const name = asked.path.join('.')
      return { ...asked, name, part, hasFallback: hasFallback(source, name) }
    })
  })
}

/** The custom field that a variable is: `contact.fields.plan` is plan. */
export function fieldKeyOf([root, list, key]: string[]): string | undefined {
  return root === 'contact' && list === 'fields' ? key : undefined
}

/** Whether templates have such a variable at all; `fieldKeys` are the project's custom fields. */
export function isKnownVariable(path: string[], fieldKeys: ReadonlySet<string>): boolean {
  const key = fieldKeyOf(path)
  if (key !== undefined) return fieldKeys.has(key)
  let scope: unknown = toVariables(null, {
    unsubscribeUrl: '',
    preferencesUrl: '',
    projectName: '',
    postalAddress: null,
  })
  for (const name of path) {
    // Below a text or a list comes only what the template language gives: size, first, last.
    if (typeof scope !== 'object' || scope === null) return true
    if (!Object.hasOwn(scope, name)) return false
    scope = Object.entries(scope).find(([own]) => own === name)?.[1]
  }
  return true
}

/** What a variable is for somebody: null when there is nothing to show. */
export function valueAt(variables: object, path: string[]): string | null {
  let value: unknown = variables
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return null
    value = Object.hasOwn(value, name) ? Object.entries(value).find(([own]) => own === name)?.[1] : undefined
  }
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : null
  return typeof value === 'object' ? null : String(value)
}

// Whoever asks whether there is a value has thought of those without.
function hasFallback(source: string, name: string): boolean {
  const mentions = (piece: string) => new RegExp(`(?<![\\w.])${RegExp.escape(name)}(?![\\w.])`).test(piece)
  const questions = source.match(/\{%-?\s*(if|unless|elsif|case|for)\b[\s\S]*?%\}/g) ?? []
  const outputs = (source.match(/\{\{[\s\S]*?\}\}/g) ?? []).filter(mentions)
  return questions.some(mentions) || outputs.every((output) => /\|\s*default\s*:/.test(output))
}

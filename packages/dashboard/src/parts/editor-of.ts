import { builtInFields, type FieldDefinition, type FieldValue, parseFieldText } from '@rollcall/filters'
import { valueText } from './value-text.ts'

/** How a value is shown and written: by itself, or from what there is to choose from. */
export type Editor = {
  input: 'text' | 'number' | 'date' | 'time' | 'choice' | 'list'
  /** Values with the words for them. */
  choices?: { value: string; label: string }[]
  /** What somebody typed, as the value to keep or a sentence that says why not. */
  parse: (text: string) => { value: FieldValue | null } | { problem: string }
}

const YES_NO = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
]

/** The editor for a custom field by its type. */
export function editorOf(field: FieldDefinition): Editor {
  const { type, options } = field
  const parse = (text: string) => parseFieldText(field, text)
  const choices = options?.map((value) => ({ value, label: value }))
  if (type === 'boolean') return { input: 'choice', choices: YES_NO, parse }
  if (type === 'select' && choices && choices.length > 0) return { input: 'choice', choices, parse }
  if (type === 'list') return { input: 'list', choices, parse }
  if (type === 'number' || type === 'date') return { input: type, parse }
  return { input: type === 'instant' ? 'time' : 'text', parse }
}

// Lists of countries, languages and zones, made once.
const builtInEditors = new Map<string, Editor>()

/** The editor for a field that everyone has: countries, languages and time zones are chosen by name. */
export function builtInEditor(key: string): Editor {
  const editor = builtInEditors.get(key) ?? makeBuiltInEditor(key)
  builtInEditors.set(key, editor)
  return editor
}

function makeBuiltInEditor(key: string): Editor {
  const field = builtInFields.find((candidate) => candidate.key === key)
  if (!field?.choices || key === 'source') return { input: 'text', parse: (text) => ({ value: text || null }) }
  const choices = field.choices.list?.() ?? languages()
  return { input: 'choice', choices, parse: (text) => (text === '' ? { value: null } : parseFieldText(field, text)) }
}

/** The words for a value as its editor has them. */
export function shownIn(editor: Editor, value: unknown): string {
  if (editor.input === 'list') return valueText(value)
  const text = value === null || value === undefined ? '' : String(value)
  return editor.choices?.find((choice) => choice.value === text)?.label ?? valueText(value)
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

// Those with a code of two letters and an English name; any other tag may be typed.
function languages() {
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .flatMap((value) => {
      const label = names.of(value)
      return label ? [{ value, label }] : []
    })
    .toSorted((a, b) => a.label.localeCompare(b.label))
}

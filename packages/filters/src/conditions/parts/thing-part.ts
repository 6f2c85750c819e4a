import type { NamedThings } from '../../catalog.ts'
import { text } from '../../operators/arguments.ts'
import { namedChoices } from '../named-choices.ts'
import { type Part, parseShape } from './part.ts'

/** One thing of the project, by id or exact name. */
export function thingPart(definition: { kind: keyof NamedThings; label: string; isRequired?: boolean }): Part<string> {
  const { kind, label, isRequired = false } = definition
  return {
    key: kind,
    label,
    isRequired,
    input: 'thing',
    names: kind,
    shape: text,
    parse: (raw, { catalog, report }) => {
      const given = parseShape(raw, { shape: text, input: 'thing' }, report)
      const parsed = given === undefined ? undefined : namedChoices(catalog, kind).parse(given)
      if (parsed && 'problem' in parsed) report('', parsed.problem)
      return parsed && 'value' in parsed ? parsed.value : undefined
    },
    words: (id, catalog) => namedChoices(catalog, kind).words(id),
    choices: (catalog) => namedChoices(catalog, kind).list?.() ?? [],
  }
}

import { z } from 'zod'
import { oneOrMore, text } from '../../operators/arguments.ts'
import { anyOf } from '../../operators/wording.ts'
import { fixedChoices, type Names } from '../../values/choices.ts'
import { chosen } from '../chosen.ts'
import { type Part, parseShape } from './part.ts'

type Definition = Names & {
  key: string
  label: string
  options: readonly string[]
  isRequired?: boolean
}

/** One of a few options. Where `absent` says which one absence means, saying so is left out. */
export function choicePart(definition: Definition & { absent?: string }): Part<string> {
  const { key, label, options, aliases, labels, isRequired = false, absent } = definition
  const choices = fixedChoices(options, { aliases, labels })
  return {
    key,
    label,
    isRequired,
    input: 'choice',
    shape: z.enum([...options, ...(aliases?.keys() ?? [])]),
    parse: (raw, { report }) => {
      const given = parseShape(raw, { shape: text, input: 'choice' }, report)
      const parsed = given === undefined ? undefined : choices.parse(given)
      if (parsed && 'problem' in parsed) report('', parsed.problem)
      return parsed && 'value' in parsed && parsed.value !== absent ? parsed.value : undefined
    },
    words: choices.words,
    choices: choices.list,
  }
}

/** Any of a few options. */
export function choicesPart(definition: Definition): Part<string[]> {
  const { key, label, options, aliases, labels, isRequired = false } = definition
  const choices = fixedChoices(options, { aliases, labels })
  return {
    key,
    label,
    isRequired,
    input: 'choices',
    shape: oneOrMore(z.enum([...options, ...(aliases?.keys() ?? [])])),
    parse: (raw, { report }) => {
      const given = parseShape(raw, { shape: oneOrMore(text), input: 'choices' }, report)
      return given && chosen(given, choices.parse, report)
    },
    words: (values) => anyOf(values.map(choices.words)),
    choices: choices.list,
  }
}

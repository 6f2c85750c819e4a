import { text } from '../../operators/arguments.ts'
import { quoted } from '../../quoted.ts'
import { type Part, parseShape } from './part.ts'

/** A text that is not blank; `flaw` says why one will not do. */
export function textPart(definition: {
  key: string
  label: string
  flaw?(text: string): string | undefined
}): Part<string> {
  const { key, label, flaw } = definition
  return {
    key,
    label,
    isRequired: true,
    input: 'text',
    shape: text,
    parse: (raw, { report }) => {
      const given = parseShape(raw, { shape: text, input: 'text' }, report)
      const problem = given === undefined ? undefined : flaw?.(given)
      if (problem) report('', problem)
      return problem ? undefined : given
    },
    words: quoted,
  }
}

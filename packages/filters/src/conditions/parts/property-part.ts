import { text } from '../../operators/arguments.ts'
import { type Report, step } from '../../problem.ts'
import { PROPERTY } from '../../row/sub-row.ts'
import { parseShape } from './part.ts'

/** The path of a property in an untrusted test, tidied; undefined after reporting what is wrong. */
export function parseProperty(raw: object, report: Report): string | undefined {
  const property: unknown = Object.getOwnPropertyDescriptor(raw, 'property')?.value
  return parseShape(property, { shape: text, input: 'text' }, (pointer, detail) =>
    report(step('', 'property') + pointer, detail),
  )
}

/** The column of an event that holds a property. */
export function propertyColumn(path: string): string {
  return PROPERTY + path
}

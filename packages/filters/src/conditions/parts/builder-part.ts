import type { Catalog } from '../../catalog.ts'
import type { BuilderPart } from '../condition.ts'
import type { Part } from './part.ts'

/** A part as the builder offers it. */
export function toBuilderPart({ key, label, input, isRequired = false, choices }: Part, catalog: Catalog): BuilderPart {
  return { key, label, input, isRequired, ...(choices && { choices: choices(catalog) }) }
}

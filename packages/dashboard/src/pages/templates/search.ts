import { LOOKS, type Look } from '../../message/to-look.ts'
import { type Given, oneIn, textIn } from '../../search-params.ts'

type TemplateSearch = {
  /** The person whom the preview is for, and how it is looked at. */
  as?: string
  look?: Look
}

type NewTemplateSearch = TemplateSearch & {
  /** The starter or template that it begins with. */
  from?: string
  /** What it is for, when it begins with nothing; e-mail unless said. */
  kind?: 'text'
}

export function templateSearch(given: Given): TemplateSearch {
  return { as: textIn(given, 'as'), look: oneIn(given, 'look', LOOKS) }
}

export function newTemplateSearch(given: Given): NewTemplateSearch {
  return { ...templateSearch(given), from: textIn(given, 'from'), kind: oneIn(given, 'kind', ['text']) }
}

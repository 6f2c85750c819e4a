import type { PointedProblem } from '@rollcall/contract'
import { fieldKeyOf, findMergeFields, isKnownVariable, type MergeField } from '../../email/merge-fields.ts'
import { CampaignTextError, type CampaignTexts, parseTemplates, personalise } from '../../email/personalise.ts'
import type { Surroundings } from '../../email/variables.ts'

/** What a program gives in place of a saved campaign. */
export type GivenTexts = { subject: string; template: string; variables: object }

const POINTERS: Record<keyof CampaignTexts, string> = {
  subject: '/subject',
  preheader: '/preheader',
  html: '/template',
  text: '/text',
}
/** Names that templates have anyway: a variable of such a name would never be seen. */
const OURS = ['contact', 'project', 'unsubscribe_url', 'preferences_url']

/** Everything that keeps texts from being filled in for anybody, with its place. */
export function findTextProblems(
  given: GivenTexts,
  { surroundings, fieldKeys }: { surroundings: Surroundings; fieldKeys: ReadonlySet<string> },
): PointedProblem[] {
  const { variables } = given
  const texts = { subject: given.subject, preheader: null, html: given.template, text: null }
  const fill = () => personalise(parseTemplates(texts), { ...surroundings, recipient: null, variables })
  return findFillingProblems({ texts, variables, fill }, fieldKeys)
}

/** The same of any texts; `fill` fills them in for nobody in particular. */
export function findFillingProblems(
  { texts, variables, fill }: { texts: CampaignTexts; variables: object; fill: () => unknown },
  fieldKeys: ReadonlySet<string>,
): PointedProblem[] {
  const taken = OURS.filter((name) => Object.hasOwn(variables, name)).map((name) => ({
    pointer: `/variables/${name}`,
    detail: `is a name that templates have already: {{ ${name} }}; choose another one`,
  }))
  try {
    fill()
    const unknown = findMergeFields(texts).filter((field) => !isGiven(field, variables, fieldKeys))
    return [...taken, ...unknown.map(toProblem)]
  } catch (error) {
    if (!(error instanceof CampaignTextError)) throw error
    return [...taken, { pointer: POINTERS[error.part], detail: error.message }]
  }
}

const MOST_VARIABLE_BYTES = 256 * 1024

/** What is wrong with how much there is of variables. */
export function findSizeProblems(variables: object): PointedProblem[] {
  const sizeBytes = Buffer.byteLength(JSON.stringify(variables))
  if (sizeBytes <= MOST_VARIABLE_BYTES) return []
  return [{ pointer: '/variables', detail: `have ${Math.ceil(sizeBytes / 1024)} KB as JSON; at most 256 KB are taken` }]
}

function isGiven({ path, hasFallback }: MergeField, variables: object, fieldKeys: ReadonlySet<string>): boolean {
  return hasFallback || isKnownVariable(path, fieldKeys) || isWithin(variables, path)
}

// Below a text, a number or a list comes only what the template language gives: size, first, last.
function isWithin(scope: unknown, [name, ...rest]: string[]): boolean {
  if (name === undefined || scope === null || typeof scope !== 'object' || Array.isArray(scope)) return true
  const own = Object.entries(scope).find(([key]) => key === name)
  return own !== undefined && isWithin(own[1], rest)
}

function toProblem({ name, path, part, line }: MergeField): PointedProblem {
  const isField = fieldKeyOf(path) !== undefined
  const advice = isField ? 'make the custom field first' : 'give it in variables'
  return {
    pointer: POINTERS[part],
    detail: `asks for {{ ${name} }} (line ${line}), which there is not: ${advice}, or say what stands in its place: {{ ${name} | default: "…" }}`,
  }
}

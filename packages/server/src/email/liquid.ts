import { Liquid, type Template as ParsedTemplate } from 'liquidjs'

/** A text with {{ merge fields }}, ready to be filled in; `render` throws a TemplateError. */
export type LiquidTemplate = { render(variables: object): string }

/** Why a template could not be read or filled in, in the words of the template language. */
export class TemplateError extends Error {}

// A campaign's HTML has at most 1,000,000 characters. The others stop a template that loops without end: a message of
// 10 KB needs 0.4 ms and a few thousand objects.
const LIMITS = { parseLimit: 1_100_000, renderLimit: 1_000, memoryLimit: 1_000_000 }

// A loop over a long text stays within the limits above and could still give hundreds of megabytes.
const MOST_CHARACTERS = 5_000_000

// These read other templates; there are none, and never a file.
const READING_TAGS = ['include', 'render', 'layout', 'block']

const html = makeEngine({ outputEscape: 'escape' })
const plain = makeEngine({})

/** Reads a template. In HTML, values are escaped unless the template says `| raw`. Throws a TemplateError. */
export function parseLiquid(source: string, into: 'html' | 'plain'): LiquidTemplate {
  const engine = into === 'html' ? html : plain
  const parsed = refusing(() => engine.parse(source))
  return { render: (variables) => refusing(() => renderNow(engine, parsed, variables)) }
}

/** A variable that a template takes from outside, the names on its way and its first line: contact, fields, plan; 3. */
export type AskedVariable = { path: string[]; line: number }

/** Every variable that a template takes from outside, once. Throws a TemplateError. */
export function findVariables(source: string, into: 'html' | 'plain'): AskedVariable[] {
  const engine = into === 'html' ? html : plain
  const { globals } = refusing(() => engine.analyzeSync(engine.parse(source)))
  const asked = new Map<string, AskedVariable>()
  for (const { segments, location } of Object.values(globals).flat()) {
    // What follows a variable in brackets depends on its value.
    const end = segments.findIndex((segment) => typeof segment === 'object')
    const path = (end === -1 ? segments : segments.slice(0, end)).map(String)
    const name = path.join('.')
    if (!asked.has(name)) asked.set(name, { path, line: location.row })
  }
  return [...asked.values()]
}

function makeEngine(options: { outputEscape?: 'escape' }): Liquid {
  const engine = new Liquid({ ...options, ...LIMITS, ownPropertyOnly: true, strictFilters: true, templates: {} })
  for (const tag of READING_TAGS) delete engine.tags[tag]
  return engine
}

function renderNow(engine: Liquid, parsed: ParsedTemplate[], variables: object): string {
  // `increment` writes into what it is given.
  const output = String(engine.renderSync(parsed, { ...variables }))
  if (output.length > MOST_CHARACTERS) throw new Error(`it gives more than ${MOST_CHARACTERS} characters`)
  return output
}

function refusing<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw new TemplateError(error instanceof Error ? error.message : String(error))
  }
}

/** Why MJML could not become HTML, as a sentence. */
export class MjmlError extends Error {}

/** The function of the package mjml: HTML, and what it does not like. Version 4 answers at once, 5 with a promise. */
export type Mjml = (source: string, options: object) => unknown

const NOT_INSTALLED =
  'MJML needs the package mjml, which is not installed here: run "npm install --no-save mjml" in the folder of Rollcall and start it again, or write HTML'

/** MJML as HTML; Liquid in it stays as it is. Nothing is read from files. Throws an MjmlError. */
export async function compileMjml(source: string, load: () => Promise<Mjml> = loadMjml): Promise<string> {
  const compile = await load()
  try {
    const { html, errors } = toResult(await compile(source, { validationLevel: 'soft', ignoreIncludes: true }))
    const [problem] = errors
    if (problem !== undefined) throw new MjmlError(`cannot be read as MJML: ${problem}`)
    return html
  } catch (error) {
    if (error instanceof MjmlError) throw error
    throw new MjmlError(`cannot be read as MJML: ${error instanceof Error ? error.message : String(error)}`)
  }
}

// Not a dependency: it is large, and few need it.
async function loadMjml(): Promise<Mjml> {
  const name = 'mjml'
  const loaded = await import(name).catch(() => {
    throw new MjmlError(NOT_INSTALLED)
  })
  return loaded.default
}

function toResult(result: unknown): { html: string; errors: string[] } {
  if (typeof result !== 'object' || result === null || !('html' in result) || typeof result.html !== 'string')
    throw new MjmlError('cannot be read as MJML: the package gave no HTML')
  const errors: unknown[] = 'errors' in result && Array.isArray(result.errors) ? result.errors : []
  return { html: result.html, errors: errors.map(messageOf) }
}

// Not its formattedMessage: that names a folder of this machine.
function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error)
  return 'line' in error ? `${error.message}, line ${error.line}` : String(error.message)
}

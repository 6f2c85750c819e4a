import { compileMjml, MjmlError } from '../email/compile-mjml.ts'
import { parseLiquid, TemplateError } from '../email/liquid.ts'
import { invalid } from '../failure.ts'

type Given = { html?: string | undefined; mjml?: string | null | undefined }

/**
 * The HTML that a request means, with the MJML that it comes from: MJML wins over what was there, and HTML alone ends the
 * MJML. Refuses a request that leaves neither.
 */
export async function htmlOf(given: Given, present?: { html: string; mjml: string | null }) {
  if (given.mjml) return { html: await compile(given.mjml), mjml: given.mjml }
  if (given.html !== undefined) return { html: given.html, mjml: null }
  if (!present) throw invalid('/html', 'is missing: give html, or mjml')
  return { html: present.html, mjml: given.mjml === undefined ? present.mjml : null }
}

async function compile(mjml: string): Promise<string> {
  try {
    // Read before it is compiled: an error names the line that was written, not that of the HTML.
    parseLiquid(mjml, 'html')
    return await compileMjml(mjml)
  } catch (error) {
    if (error instanceof TemplateError) throw invalid('/mjml', `cannot be read as Liquid: ${error.message}`)
    if (error instanceof MjmlError) throw invalid('/mjml', error.message)
    throw error
  }
}

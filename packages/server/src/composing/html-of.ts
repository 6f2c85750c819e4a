import { compileMjml, MjmlError } from '../email/compile-mjml.ts'
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
    return await compileMjml(mjml)
  } catch (error) {
    if (error instanceof MjmlError) throw invalid('/mjml', error.message)
    throw error
  }
}

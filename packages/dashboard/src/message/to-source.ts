import type { Written } from './written.ts'

const MJML = /^\s*(<!--[\s\S]*?-->\s*)*<mjml\b/i

/** What a message becomes when its source is typed over: MJML that is put in place of HTML is taken for what it is. */
export function toSource({ mjml }: Pick<Written, 'mjml'>, source: string): Partial<Written> {
  if (mjml === '' && !MJML.test(source)) return { html: source }
  // Emptied, it must not bring back the HTML from before.
  return source === '' ? { mjml: '', html: '' } : { mjml: source }
}

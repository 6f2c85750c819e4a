import type { ActionContext, Download } from '../../action.ts'
import { notePage } from './note-page.ts'
import type { PageTexts } from './page-texts.ts'
import { sendPage } from './shell.ts'

// Enough for somebody who tries every box, and for an office behind one address.
const PER_MINUTE = 30

/** The page for a network that sends too much of something; undefined while it does not. */
export function refuseTooMany(
  { product, request, reply }: Pick<ActionContext, 'product' | 'request' | 'reply'>,
  { what, texts, limit = PER_MINUTE }: { what: string; texts: PageTexts; limit?: number },
): Download | undefined {
  const from = request.network ?? request.ip
  const seconds = product.attempts.take(`${what} from ${from}`, { limit, now: product.now() })
  if (seconds === 0) return undefined
  reply.header('retry-after', String(seconds))
  const { tooManyTitle, tooManyText } = texts.trouble
  return sendPage(reply, notePage({ title: tooManyTitle, text: tooManyText(seconds) }, { texts }), 429)
}

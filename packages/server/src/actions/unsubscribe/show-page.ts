import { unsubscribePage } from '@rollcall/contract'
import { action, Download } from '../../action.ts'
import { parseUnsubscribeToken } from '../../email/unsubscribe-token.ts'
import { PREVIEW_TOKEN } from '../../email/unsubscribe-url.ts'
import { findUnsubscribeState } from '../../store/unsubscribe.ts'
import { askPage, testLinkPage, unknownLinkPage } from './page.ts'

/** Link scanners follow every link: looking changes nothing. */
export const showPageAction = action(unsubscribePage, async ({ product, reply }, { params }) => {
  if (params.token === PREVIEW_TOKEN) return new Download(testLinkPage())
  const claim = parseUnsubscribeToken(product.config.secretKey, params.token)
  const state = claim && (await findUnsubscribeState(product.database, claim))
  if (!claim || !state) {
    reply.status(404)
    return new Download(unknownLinkPage())
  }
  return new Download(askPage(state, claim, product.config))
})

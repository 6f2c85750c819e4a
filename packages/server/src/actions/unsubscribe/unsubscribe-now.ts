import { toId, unsubscribeNow } from '@rollcall/contract'
import { action, Download } from '../../action.ts'
import { parseUnsubscribeToken } from '../../email/unsubscribe-token.ts'
import { PREVIEW_TOKEN } from '../../email/unsubscribe-url.ts'
import { findRowsOfClaim } from '../../store/contact-merge.ts'
import { findUnsubscribeState, unsubscribe } from '../../store/unsubscribe.ts'
import { donePage, testLinkPage, unknownLinkPage } from './page.ts'

/**
 * One click (RFC 8058, 3.2) or the page's button: no cookie, no redirect, the same answer however often. The body is not
 * looked at: whoever holds the link and posts wants out.
 */
export const unsubscribeNowAction = action(unsubscribeNow, async ({ product, request, reply }, { params }) => {
  const { config, database, now } = product
  if (params.token === PREVIEW_TOKEN) return new Download(testLinkPage())
  const claim = parseUnsubscribeToken(config.secretKey, params.token)
  const state = claim && (await findUnsubscribeState(database, claim))
  if (!claim || !state) {
    reply.status(404)
    return new Download(unknownLinkPage())
  }
  const campaign = toId('campaign', claim.campaignUuid)
  const proof = {
    source: 'one-click' as const,
    campaign,
    ip: state.keepsIp ? request.ip : null,
    userAgent: request.userAgent,
  }
  await database.write({ projectId: claim.projectId, actor: 'contact' }, async (transaction) => {
    // Whoever was merged since is somebody else now, and may be brought back: both are meant.
    for (const rowNo of await findRowsOfClaim(transaction, claim)) {
      await unsubscribe(transaction, { ...claim, rowNo }, { proof, at: now() })
    }
  })
  return new Download(donePage(state, claim, config))
})

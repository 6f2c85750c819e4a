import { confirmNow, confirmPage } from '@rollcall/contract'
import { type ActionContext, action, type Download } from '../../action.ts'
import { type ConfirmClaim, parseConfirmToken } from '../../email/confirm-token.ts'
import { troublePage } from '../public-pages/note-page.ts'
import { refuseTooMany } from '../public-pages/refuse-too-many.ts'
import { sendPage } from '../public-pages/shell.ts'
import { textsOf } from '../public-pages/texts-of.ts'
import { confirmAddress, showAddress } from './confirm-address.ts'
import { confirmSignUp, showSignUp } from './confirm-sign-up.ts'

/** Link scanners follow every link: looking confirms nothing. */
export const showConfirmationAction = action(confirmPage, async (context, { params }) => {
  const claim = parse(context, params.token)
  if (!claim) return broken(context)
  return claim.kind === 'address' ? showAddress(context, claim) : showSignUp(context, claim)
})

export const confirmAction = action(confirmNow, async (context, { params }) => {
  const tooMany = refuseTooMany(context, { what: 'confirmations', texts: textsOf(null) })
  if (tooMany) return tooMany
  const claim = parse(context, params.token)
  if (!claim) return broken(context)
  return claim.kind === 'address' ? confirmAddress(context, claim) : confirmSignUp(context, claim)
})

function parse({ product }: Pick<ActionContext, 'product'>, token: string): ConfirmClaim | undefined {
  return parseConfirmToken(product.config.secretKey, token)
}

function broken({ reply }: Pick<ActionContext, 'reply'>): Download {
  return sendPage(reply, troublePage('broken'), 404)
}

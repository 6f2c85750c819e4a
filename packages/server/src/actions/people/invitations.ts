import { invitationsCreate, invitationsList, invitationsRevoke, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { hashToken } from '../../store/hash-token.ts'
import { deleteInvitation, type InvitationRow, insertInvitation, listInvitations } from '../../store/invitations.ts'
import { toAccountEmail } from '../../store/sessions.ts'
import { refuseGivingMore } from './may-give.ts'

const VALID_MS = 7 * 86_400_000

export const createInvitationAction = action(invitationsCreate, async ({ product, caller, write }, { body }) => {
  refuseGivingMore(caller, body.role)
  const token = product.randomBytes(32).toString('base64url')
  const at = product.now()
  const made = {
    tokenHash: hashToken(token),
    role: body.role,
    email: body.email === undefined ? null : toAccountEmail(body.email),
    at,
    expiresAt: new Date(at.getTime() + VALID_MS),
  }
  const row = await write((transaction) => insertInvitation(transaction, made))
  // Behind the #, so that it reaches no server log on its way.
  return { ...toInvitation(row), link: `${product.config.publicUrl}/claim#token=${token}` }
})

export const listInvitationsAction = action(invitationsList, async ({ product, caller }) => {
  const rows = await listInvitations(product.database, caller.projectId, product.now())
  return { data: rows.map(toInvitation), has_more: false, next_cursor: null }
})

export const revokeInvitationAction = action(invitationsRevoke, async ({ write }, { params }) => {
  const isRevoked = await write((transaction) => deleteInvitation(transaction, params.invitation))
  if (!isRevoked) throw failure('not_found', { what: 'invitation', id: params.invitation })
})

function toInvitation({ createdAt, expiresAt, ...row }: InvitationRow) {
  return {
    ...row,
    id: toId('invitation', row.id),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }
}

import { claimOwnership } from './claim-ownership.ts'
import { getSession } from './get-session.ts'
import { resetPassword } from './reset-password.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { signOutEverywhere } from './sign-out-everywhere.ts'
import { updateAccount } from './update-account.ts'

export const sessionActions = [
  getSession,
  signIn,
  claimOwnership,
  resetPassword,
  signOut,
  updateAccount,
  signOutEverywhere,
]

import type { CallId } from '@rollcall/sdk'
import type { Sample, SampleCall } from './sample-call.ts'
import { PASSWORD, type Things } from './sample-things.ts'

/** A call of every route about who is signed in. */
export const SESSION_CALLS = {
  'session.claim': async (things) => ({
    body: { token: await things.ownerLink(), email: things.email(), password: PASSWORD, name: 'Ada' },
    isAnonymous: true,
  }),
  'session.create': async (things) => ({
    body: { email: (await things.account()).email, password: PASSWORD },
    isAnonymous: true,
  }),
  'session.resetPassword': async (things) => ({
    body: { token: await things.passwordReset(), password: PASSWORD },
    isAnonymous: true,
  }),
  'session.get': signedIn,
  'session.delete': signedIn,
  'session.update': async (things) => ({ ...(await signedIn(things)), body: { name: 'Ada' } }),
  'session.deleteAll': signedIn,
} satisfies Partial<Record<CallId, Sample>>

async function signedIn(things: Things): Promise<SampleCall> {
  const { cookie } = await things.account()
  return { headers: { cookie, 'sec-fetch-site': 'same-origin' }, isAnonymous: true }
}

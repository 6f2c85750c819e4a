import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText, text } from '../shapes.ts'

const session = z.object({
  user: z.object({ id: z.string(), email: z.string(), name: z.string().nullable() }),
  role: z.string(),
  scopes: z.array(z.string()),
})

const password = z.string().min(10, 'must have at least 10 characters').max(200)

export const sessionGet = route({
  id: 'session.get',
  method: 'GET',
  path: '/v1/session',
  summary: 'Who is signed in',
  scope: 'session',
  reply: session,
})

export const sessionCreate = route({
  id: 'session.create',
  method: 'POST',
  path: '/v1/session',
  summary: 'Sign in',
  scope: 'public',
  body: z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(200) }),
  reply: session,
})

export const sessionClaim = route({
  id: 'session.claim',
  method: 'POST',
  path: '/v1/session/claim',
  summary: 'Use a one-time link: become the owner with the one that the first start printed, or join by an invitation',
  scope: 'public',
  body: z.strictObject({ token: text(200), email: z.email().max(254), password, name: text(255).optional() }),
  reply: session,
})

export const sessionResetPassword = route({
  id: 'session.resetPassword',
  method: 'POST',
  path: '/v1/session/reset-password',
  summary: 'Use the one-time link that `npm start -- reset-password` printed: set another password and sign in',
  scope: 'public',
  body: z.strictObject({ token: text(200), password }),
  reply: session,
})

export const sessionDelete = route({
  id: 'session.delete',
  method: 'DELETE',
  path: '/v1/session',
  summary: 'Sign out',
  scope: 'session',
  status: 204,
})

export const sessionUpdate = route({
  id: 'session.update',
  method: 'PATCH',
  path: '/v1/session',
  summary: 'Change your own name or password; another password signs you out everywhere else',
  scope: 'session',
  body: z.strictObject({
    name: clearableText(255),
    password: password.optional(),
    currentPassword: z.string().min(1).max(200).optional().meta({ description: 'Needed for another password' }),
  }),
  reply: session,
})

export const sessionDeleteAll = route({
  id: 'session.deleteAll',
  method: 'DELETE',
  path: '/v1/session/all',
  summary: 'Sign out everywhere, here too',
  scope: 'session',
  status: 204,
})

import { z } from 'zod'
import { route } from '../route.ts'
import { ROLES } from '../scopes.ts'
import { list, time } from '../shapes.ts'

const role = z.enum(ROLES)

export const person = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string().nullable(),
    role,
    isYou: z.boolean(),
    joinedAt: time,
  })
  .meta({ ref: 'Person' })

export const peopleList = route({
  id: 'people.list',
  method: 'GET',
  path: '/v1/people',
  summary: 'Who works in this project, and what they may do',
  scope: 'project:read',
  reply: list(person),
})

export const peopleUpdate = route({
  id: 'people.update',
  method: 'PATCH',
  path: '/v1/people/{person}',
  summary: 'Change what somebody may do, at once; nobody gives more than they have',
  scope: 'project:write',
  body: z.strictObject({ role }),
  reply: person,
})

export const peopleRemove = route({
  id: 'people.remove',
  method: 'DELETE',
  path: '/v1/people/{person}',
  summary: 'Take somebody out of the project; the last owner stays',
  scope: 'project:write',
  status: 204,
})

export const invitation = z
  .object({
    id: z.string(),
    role,
    email: z.string().nullable(),
    createdAt: time,
    createdBy: z.string(),
    expiresAt: time,
  })
  .meta({ ref: 'Invitation' })

export const invitationsList = route({
  id: 'invitations.list',
  method: 'GET',
  path: '/v1/invitations',
  summary: 'Invitations that nobody used yet',
  scope: 'project:write',
  reply: list(invitation),
})

export const invitationsCreate = route({
  id: 'invitations.create',
  method: 'POST',
  path: '/v1/invitations',
  summary: 'Invite somebody by a one-time link, shown this once and valid for 7 days',
  scope: 'project:write',
  body: z.strictObject({
    role,
    email: z.email().max(254).optional().meta({ description: 'Only this address may use the link' }),
  }),
  reply: invitation.extend({ link: z.string() }),
  status: 201,
})

export const invitationsRevoke = route({
  id: 'invitations.revoke',
  method: 'DELETE',
  path: '/v1/invitations/{invitation}',
  summary: 'Make an invitation invalid',
  scope: 'project:write',
  status: 204,
})

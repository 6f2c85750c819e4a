/** What a key may be allowed to do. `*` is an owner's key: everything, keys included. */
export const SCOPES = [
  '*',
  'contacts:read',
  'contacts:write',
  'segments:read',
  'segments:write',
  'campaigns:read',
  'campaigns:write',
  'campaigns:send',
  'project:read',
  'project:write',
  'keys:write',
] as const

/** One permission. */
export type Scope = (typeof SCOPES)[number]

/** What each of a project's four roles may do. */
export const ROLE_SCOPES = {
  owner: ['*'],
  admin: SCOPES.filter((scope) => scope !== '*'),
  marketer: SCOPES.filter((scope) => !['*', 'project:write', 'keys:write'].includes(scope)),
  viewer: SCOPES.filter((scope) => scope.endsWith(':read')),
} as const satisfies Record<string, readonly Scope[]>

/** What a person may be in a project, the strongest first. */
export const ROLES = ['owner', 'admin', 'marketer', 'viewer'] as const satisfies readonly Role[]

/** What a person is in a project. */
export type Role = keyof typeof ROLE_SCOPES

/** Whether these scopes allow what a route asks for. */
export function isAllowed(scopes: readonly string[], needed: Scope): boolean {
  return scopes.includes('*') || scopes.includes(needed)
}

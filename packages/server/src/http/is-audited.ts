import type { Route } from '@rollcall/contract'

const FAMILIES = new Set([
  'project',
  'people',
  'invitations',
  'keys',
  'tags',
  'fields',
  'segments',
  'views',
  'topics',
  'pipelines',
  'campaigns',
  'templates',
  'providers',
  'forms',
  'domains',
  'trackingHost',
  'suppressions',
  'reputation',
  'exports',
])

/** Whether a call changes definitions, or takes people's data away, so that the audit log has to say who made it. */
export function isAudited({ id, method }: Route): boolean {
  return method !== 'GET' && FAMILIES.has(id.split('.', 1).join())
}

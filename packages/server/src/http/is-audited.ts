import type { Route } from '@rollcall/contract'

const FAMILIES = new Set([
  ...[
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
    'providers',
    'forms',
    'domains',
    'trackingHost',
    'suppressions',
    'reputation',
  ],
])

/** Whether a call changes definitions, so that the audit log has to say who made it. */
export function isAudited({ id, method }: Route): boolean {
  return method !== 'GET' && FAMILIES.has(id.split('.', 1).join())
}

import type { Reply } from '@rollcall/sdk'

/** What somebody is in a project. */
export type Role = Reply<'people.list'>['data'][number]['role']

/** What each role may do, in plain words. */
export const ROLE_WORDS: Record<Role, { label: string; may: string }> = {
  owner: { label: 'Owner', may: 'Everything, including who the owners are.' },
  admin: { label: 'Admin', may: 'Everything but owners: contacts, sending, settings, people and keys.' },
  marketer: { label: 'Marketer', may: 'Contacts, segments and campaigns, sending included. No settings, no keys.' },
  viewer: { label: 'Viewer', may: 'Looks at everything and changes nothing.' },
}

/** The strongest first. */
export const ROLES: Role[] = ['owner', 'admin', 'marketer', 'viewer']

import {
  IconAdjustmentsHeart,
  IconForms,
  IconHistory,
  IconKey,
  IconNews,
  IconPlugConnected,
  IconSend,
  IconSettings,
  IconUserCircle,
  IconUsers,
  IconWorld,
} from '@tabler/icons-react'

/** The parts of the settings in the order of their list; `needs` is what one must be allowed to see it. */
export const SECTIONS = [
  { to: '/settings/project', label: 'Project', words: 'name time zone demo data', Icon: IconSettings },
  {
    to: '/settings/sending',
    label: 'Sending',
    words: 'sender postal address limits per hour tracking opens clicks',
    Icon: IconSend,
  },
  {
    to: '/settings/providers',
    label: 'Providers',
    words: 'smtp mail server service account webhook bounces',
    Icon: IconPlugConnected,
  },
  {
    to: '/settings/domains',
    label: 'Domains',
    words: 'dkim spf dmarc dns signature streams tracking links host return path',
    Icon: IconWorld,
  },
  { to: '/settings/people', label: 'People and roles', words: 'invite team members users', Icon: IconUsers },
  { to: '/settings/keys', label: 'API keys', words: 'tokens secrets', Icon: IconKey, needs: 'keys:write' },
  { to: '/settings/fields', label: 'Custom fields', words: 'properties attributes columns', Icon: IconForms },
  { to: '/settings/topics', label: 'Topics', words: 'subscriptions preferences newsletter', Icon: IconNews },
  {
    to: '/settings/preferences',
    label: 'Preference centre',
    words: 'branding logo colour color texts pause pages people see unsubscribe',
    Icon: IconAdjustmentsHeart,
  },
  { to: '/settings/audit', label: 'Audit log', words: 'history changes', Icon: IconHistory, needs: 'project:write' },
  { to: '/settings/account', label: 'Your account', words: 'password name sign out', Icon: IconUserCircle },
] as const

/** The address of one of them. */
export type SectionPath = (typeof SECTIONS)[number]['to']

import type { Route } from '@rollcall/contract'

const MIB = 1024 * 1024

// A batch is a thousand contacts, or five thousand events; a campaign or a template has HTML and text of a million letters each, of up to six bytes as JSON.
const LIMITS: Record<string, number> = {
  'contacts.batch': 16 * MIB,
  'events.create': 16 * MIB,
  'campaigns.create': 16 * MIB,
  'campaigns.update': 16 * MIB,
  'campaigns.previewUnsaved': 16 * MIB,
  'campaigns.checkUnsaved': 16 * MIB,
  'campaigns.test': 16 * MIB,
  'templates.create': 16 * MIB,
  'templates.update': 16 * MIB,
  // 10 MB of files are 13.4 in base64, beside a template.
  'sending.send': 16 * MIB,
}

/** How many bytes a route's body may have. */
export function bodyLimitBytes(route: Route): number {
  return LIMITS[route.id] ?? MIB
}

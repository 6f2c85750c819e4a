/** What a contact is told about itself, besides custom fields: each built-in text with its column of the record. */
export const CONTACT_COLUMNS = {
  externalId: 'external_id',
  email: 'email',
  phone: 'phone',
  firstName: 'first_name',
  lastName: 'last_name',
  name: 'name',
  country: 'country',
  language: 'language',
  timezone: 'timezone',
  company: 'company',
  jobTitle: 'job_title',
  source: 'source',
} as const

export type ContactColumn = keyof typeof CONTACT_COLUMNS

// why: Object.keys forgets that these are exactly the keys above
export const contactColumns = Object.keys(CONTACT_COLUMNS) as ContactColumn[]

export function isContactColumn(name: string): name is ContactColumn {
  return contactColumns.some((column) => column === name)
}

/** Longest texts, in characters; the contract says the same for the API, CSV cells meet them here. */
export const LONGEST: Record<ContactColumn, number> = {
  externalId: 255,
  email: 254,
  phone: 64,
  firstName: 255,
  lastName: 255,
  name: 511,
  country: 100,
  language: 64,
  timezone: 64,
  company: 255,
  jobTitle: 255,
  source: 255,
}

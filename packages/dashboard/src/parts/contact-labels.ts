/** What people call the fields that everybody has. */
export const CONTACT_LABELS = {
  email: 'E-mail',
  phone: 'Phone',
  firstName: 'First name',
  lastName: 'Last name',
  name: 'Full name',
  company: 'Company',
  jobTitle: 'Job title',
  country: 'Country',
  language: 'Language',
  timezone: 'Time zone',
  source: 'Came from',
  externalId: 'External id',
} as const

/** What is known of everybody, by the names that the API gives it. */
export const DETAIL_NAMES: Record<string, string> = {
  externalId: 'External id',
  email: 'E-mail',
  phone: 'Phone',
  firstName: 'First name',
  lastName: 'Last name',
  name: 'Full name',
  country: 'Country',
  language: 'Language',
  timezone: 'Time zone',
  company: 'Company',
  jobTitle: 'Job title',
  source: 'Came from',
  funnel: 'Funnel stage',
  tracking: 'Opens and clicks noticed',
}

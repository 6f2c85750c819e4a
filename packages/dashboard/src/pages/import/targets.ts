/** Where a column can go besides the project's own fields, as the API calls it and as people do. */
export const TARGETS: { group: string; items: { value: string; label: string }[] }[] = [
  {
    group: 'Who it is',
    items: [
      { value: 'email', label: 'E-mail' },
      { value: 'phone', label: 'Phone' },
      { value: 'externalId', label: 'External id' },
    ],
  },
  {
    group: 'About the person',
    items: [
      { value: 'firstName', label: 'First name' },
      { value: 'lastName', label: 'Last name' },
      { value: 'name', label: 'Full name' },
      { value: 'company', label: 'Company' },
      { value: 'jobTitle', label: 'Job title' },
      { value: 'country', label: 'Country' },
      { value: 'language', label: 'Language' },
      { value: 'timezone', label: 'Time zone' },
      { value: 'source', label: 'Source' },
    ],
  },
  {
    group: 'Where they stand',
    items: [
      { value: 'tags', label: 'Tags' },
      { value: 'status', label: 'Status' },
      { value: 'funnel', label: 'Funnel stage' },
      { value: 'lost', label: 'Lost' },
      { value: 'tracking', label: 'Opens and clicks are noticed' },
      { value: 'consentAt', label: 'When they agreed' },
    ],
  },
  {
    group: 'Other channels',
    items: ['sms', 'whatsapp', 'push', 'webchat', 'instagram', 'messenger', 'telegram'].flatMap((channel) => [
      { value: `channels.${channel}`, label: `Address for ${channel}` },
      { value: `consent.${channel}`, label: `Consent for ${channel}` },
    ]),
  },
]

export const IDENTIFIERS = ['email', 'phone', 'externalId']

const LABELS = new Map(TARGETS.flatMap(({ items }) => items.map(({ value, label }) => [value, label] as const)))

/** What people call a target or the name of a field. */
export function targetText(target: string): string {
  if (target === 'segments') return 'Lists'
  return LABELS.get(target) ?? target.replace(/^fields\./, '')
}

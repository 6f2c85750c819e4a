/** What a template may know of the person: every text that a contact has, and the project's own fields. */
export type Recipient = {
  email: string | null
  firstName: string | null
  lastName: string | null
  name: string | null
  fields: Record<string, unknown> | null
} & Partial<Record<Detail, string | null>>

type Detail = 'phone' | 'company' | 'jobTitle' | 'country' | 'language' | 'timezone' | 'source' | 'externalId'

/** What a template sees besides the person. */
export type Surroundings = {
  unsubscribeUrl: string
  preferencesUrl: string
  projectName: string
  postalAddress: string | null
}

/** The variables of templates. Whatever is missing prints as nothing, so that `default` can step in. */
export function toVariables(
  recipient: Recipient | null,
  { unsubscribeUrl, preferencesUrl, projectName, postalAddress }: Surroundings,
): object {
  return {
    contact: {
      email: recipient?.email ?? null,
      firstName: recipient?.firstName ?? null,
      lastName: recipient?.lastName ?? null,
      name: recipient?.name ?? null,
      phone: recipient?.phone ?? null,
      company: recipient?.company ?? null,
      jobTitle: recipient?.jobTitle ?? null,
      country: recipient?.country ?? null,
      language: recipient?.language ?? null,
      timezone: recipient?.timezone ?? null,
      source: recipient?.source ?? null,
      externalId: recipient?.externalId ?? null,
      fields: recipient?.fields ?? {},
    },
    unsubscribe_url: unsubscribeUrl,
    preferences_url: preferencesUrl,
    project: { name: projectName, postal_address: postalAddress },
  }
}

import type { FieldType } from '../catalog.ts'
import { anyChoice, type Choices } from '../values/choices.ts'
import { countryChoices } from '../values/country.ts'
import { languageChoices } from '../values/language.ts'
import { timezoneChoices } from '../values/timezone.ts'
import { derivedFields } from './derived-fields.ts'

/** A field that every contact has; its column is named like its key. */
export type BuiltInField = { key: string; name: string; type: FieldType; column: string; choices?: Choices }

/** The fields that every contact has, in the order in which people expect them. */
export const builtInFields: readonly BuiltInField[] = [
  builtIn('email', 'Email', 'email'),
  builtIn('phone', 'Phone', 'phone'),
  builtIn('firstName', 'First name', 'text'),
  builtIn('lastName', 'Last name', 'text'),
  builtIn('name', 'Name', 'text'),
  { ...builtIn('country', 'Country', 'select'), choices: countryChoices },
  { ...builtIn('language', 'Language', 'select'), choices: languageChoices },
  { ...builtIn('timezone', 'Time zone', 'select'), choices: timezoneChoices },
  builtIn('company', 'Company', 'text'),
  builtIn('jobTitle', 'Job title', 'text'),
  { ...builtIn('inboxProvider', 'Inbox provider', 'select'), choices: anyChoice },
  { ...builtIn('source', 'Source', 'select'), choices: anyChoice },
  builtIn('externalId', 'External id', 'text'),
  builtIn('createdAt', 'Created', 'instant'),
  builtIn('updatedAt', 'Updated', 'instant'),
  builtIn('subscribedAt', 'Subscribed', 'instant'),
  builtIn('unsubscribedAt', 'Unsubscribed', 'instant'),
]

const reservedKeys = new Set([...builtInFields, ...derivedFields].map(({ key }) => simplified(key)))

/** Whether a custom field may not have this key, because a built-in one has it but for case and underscores. */
export function isReservedKey(key: string): boolean {
  return reservedKeys.has(simplified(key))
}

function builtIn(key: string, name: string, type: FieldType): BuiltInField {
  return { key, name, type, column: key }
}

function simplified(key: string): string {
  return key.toLowerCase().replaceAll('_', '')
}

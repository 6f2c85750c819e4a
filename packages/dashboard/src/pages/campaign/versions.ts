import type { Body } from '@rollcall/sdk'
import type { Campaign } from '../../api.ts'
import type { Channel } from '../../parts/channel-names.ts'
import { VERSIONS } from '../../parts/versions.ts'

/** What version B, C or D says differently; blank: as in version A. */
export type VersionDraft = { subject: string; preheader: string; fromName: string; html: string; text: string }

export type VersionTest = NonNullable<Campaign['test']>
type Given = NonNullable<Body<'campaigns.create'>['variants']>[number]

export const MOST_OTHERS = VERSIONS.length - 1

export const BLANK_VERSION: VersionDraft = { subject: '', preheader: '', fromName: '', html: '', text: '' }

/** A fifth of the people, and four hours: most who open a message at all have done so by then. Nobody sees that of a text. */
export function firstTest(channel: Channel): VersionTest {
  return { share: 20, decide: channel === 'email' ? { by: 'opens', afterMinutes: 240 } : { by: 'hand' } }
}

const PARTS = ['subject', 'preheader', 'fromName', 'html', 'text'] as const

/** A saved version as it is edited. */
export function toVersionDraft(version: Campaign['variants'][number]): VersionDraft {
  return { ...BLANK_VERSION, ...Object.fromEntries(PARTS.map((part) => [part, version[part] ?? ''])) }
}

/** A version as the API takes it. */
export function toVersion(version: VersionDraft): Given {
  return Object.fromEntries(PARTS.filter((part) => version[part].trim() !== '').map((part) => [part, version[part]]))
}

/** What is missing before versions can be tried, in words. */
export function lacksOfVersions(versions: VersionDraft[]): string[] {
  return versions.flatMap((version, place) =>
    Object.keys(toVersion(version)).length > 0 ? [] : [`what version ${VERSIONS[place + 1]} says differently`],
  )
}

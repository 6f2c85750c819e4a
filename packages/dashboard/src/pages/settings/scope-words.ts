import type { Body } from '@rollcall/sdk'

/** One permission. */
export type Scope = Body<'keys.create'>['scopes'][number]

/** What each scope allows, as a sentence goes on after "It may". */
export const SCOPE_WORDS: Record<Scope, string> = {
  '*': 'do everything, as an owner',
  'contacts:read': 'read contacts, tags and fields',
  'contacts:write': 'change contacts, tags and fields',
  'segments:read': 'read segments and views',
  'segments:write': 'change segments and views',
  'campaigns:read': 'read campaigns and results',
  'campaigns:write': 'write campaigns',
  'campaigns:send': 'send campaigns',
  'project:read': 'read the project',
  'project:write': 'change the project and its people',
  'keys:write': 'make and revoke keys',
}

const READ: Scope[] = ['contacts:read', 'segments:read', 'campaigns:read', 'project:read']

/** What most keys are for. */
export const PRESETS: { value: string; label: string; scopes: Scope[] }[] = [
  { value: 'app', label: 'An app: contacts and segments', scopes: [...READ, 'contacts:write', 'segments:write'] },
  { value: 'read', label: 'Read only', scopes: READ },
  { value: 'send', label: 'Sending: campaigns', scopes: [...READ, 'campaigns:write', 'campaigns:send'] },
  { value: 'all', label: 'Everything, as an owner', scopes: ['*'] },
]

/** What a key may do, in words: the name of its preset, or each thing. */
export function scopesText(scopes: readonly Scope[]): string {
  const preset = PRESETS.find(
    (one) => one.scopes.length === scopes.length && one.scopes.every((it) => scopes.includes(it)),
  )
  return preset?.label ?? `May ${scopes.map((scope) => SCOPE_WORDS[scope]).join(', ')}`
}

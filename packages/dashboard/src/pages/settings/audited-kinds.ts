import type { Reply } from '@rollcall/sdk'

type Kind = Reply<'audit.list'>['data'][number]['kind']

/** What the log calls the things that it knows of. */
export const KIND_WORDS: Record<Kind, string> = {
  project: 'project',
  user: 'person',
  invitation: 'invitation',
  key: 'key',
  tag: 'tag',
  field: 'field',
  segment: 'segment',
  view: 'view',
  topic: 'topic',
  pipeline: 'pipeline',
  stage: 'stage',
  campaign: 'campaign',
  template: 'template',
  provider: 'provider',
  form: 'form',
  domain: 'domain',
  suppression: 'suppression',
  export: 'export',
  erasure: 'erasure',
}

/** The kinds of things that the audit log can be asked for: those of the contract, or the words above do not compile. */
// why: the keys are exactly those that the type demands
export const KINDS = Object.keys(KIND_WORDS) as Kind[]

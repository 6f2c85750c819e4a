import { z } from 'zod'
import { route } from '../route.ts'
import { time } from '../shapes.ts'

const section = z.array(z.record(z.string(), z.unknown()))

export const contactsAccessExport = route({
  id: 'contacts.accessExport',
  method: 'GET',
  path: '/v1/contacts/{contact}/access-export',
  summary: 'Everything that is known of a person, of contacts that were merged or deleted, too (GDPR, article 15)',
  scope: 'contacts:read',
  reply: z.object({
    exportedAt: time,
    contacts: section,
    channels: section,
    consents: section,
    addressesThatBounced: section,
    consentHistory: section,
    topics: section,
    topicHistory: section,
    tags: section,
    tagsRemoved: section,
    tagsThatMayComeBack: section.meta({ description: 'Merged or deleted for everybody in the last 7 days' }),
    segments: z.array(z.string()).meta({ description: 'Those that they are in now, by name' }),
    staticSegments: section,
    segmentHistory: section,
    changes: section,
    funnelHistory: section,
    opportunities: section,
    opportunityHistory: section,
    messages: section,
    events: section,
    trackingRequests: section,
    signUps: section,
    suppressions: section,
    merges: section,
  }),
})

export const contactsErase = route({
  id: 'contacts.erase',
  method: 'POST',
  path: '/v1/contacts/{contact}/erase',
  summary:
    'Erase a person for good (GDPR, article 17): what is left is a keyed hash that keeps mail from them, and lines of the ledger that name nobody',
  scope: 'contacts:write',
  reply: z.object({
    receipt: z.string().meta({ description: 'Under which the audit log keeps that it was done, by whom and when' }),
    erasedAt: time,
    contacts: z.number().int().meta({ description: 'With those that were merged into it or deleted before' }),
    addresses: z.number().int().meta({ description: 'Of which a hash stays' }),
    mentions: z
      .array(z.object({ kind: z.enum(['segment', 'view', 'campaign', 'template']), id: z.string(), name: z.string() }))
      .meta({ description: 'What still names them in its own text; that is for its author to change' }),
  }),
})

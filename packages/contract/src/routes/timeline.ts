import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, time } from '../shapes.ts'
import { engagement } from './contacts.ts'

/** What a timeline tells of. */
const TIMELINE_KINDS = [
  'created',
  'changed',
  'deleted',
  'restored',
  'tag_added',
  'tag_removed',
  'consent',
  'topic',
  'funnel',
  'opportunity',
  'delivery',
  'event',
  'segment_entered',
  'segment_left',
  'merged',
] as const

const anyKind = TIMELINE_KINDS.join('|')

export const contactsTimeline = route({
  id: 'contacts.timeline',
  method: 'GET',
  path: '/v1/contacts/{contact}/timeline',
  summary: 'What happened to a contact, newest first',
  scope: 'contacts:read',
  query: pageQuery.extend({
    kinds: z
      .string()
      .regex(new RegExp(`^(${anyKind})(,(${anyKind}))*$`), `must be a comma list of ${TIMELINE_KINDS.join(', ')}`)
      .optional()
      .meta({ description: 'Only these kinds, as a comma list: tag_added,tag_removed' }),
    from: z
      .string()
      .max(2000)
      .optional()
      .meta({ description: 'The id of an entry: it comes first, then earlier ones' }),
  }),
  reply: list(
    z.object({
      id: z.string().meta({ description: 'Stays the same, for links' }),
      at: time,
      kind: z.enum(TIMELINE_KINDS),
      title: z.string(),
      by: z.string().nullable(),
      byName: z.string().nullable().meta({ description: 'What that person, key, import or campaign is called' }),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
})

export const contactsEngagement = route({
  id: 'contacts.engagement',
  method: 'GET',
  path: '/v1/contacts/{contact}/engagement',
  summary: 'When a contact was first and last sent a message, and last opened and clicked; null: never',
  scope: 'contacts:read',
  reply: engagement,
})

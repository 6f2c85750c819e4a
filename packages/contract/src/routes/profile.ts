import { z } from 'zod'
import { route } from '../route.ts'
import { contact, contactsTags } from './contacts.ts'
import { contactsSegments } from './membership.ts'
import { opportunitiesList } from './opportunities.ts'
import { contactsEngagement, contactsTimeline } from './timeline.ts'
import { contactsTopics } from './topics.ts'

export const contactsProfile = route({
  id: 'contacts.profile',
  method: 'GET',
  path: '/v1/contacts/{contact}/profile',
  summary: 'What there is about a contact in one answer, as the routes below it tell it one by one',
  scope: 'contacts:read',
  reply: z.object({
    contact,
    engagement: contactsEngagement.reply,
    tags: contactsTags.reply,
    topics: contactsTopics.reply,
    consent: contactsTimeline.reply.meta({ description: 'The latest 100 of what they said of channels and topics' }),
    funnel: contactsTimeline.reply.meta({ description: 'The latest 5 moves through the funnel' }),
    opportunities: opportunitiesList.reply.meta({ description: 'The newest 50' }),
    segments: contactsSegments.reply,
  }),
})

import { contactsProfile } from '@rollcall/contract'
import { action } from '../../action.ts'
import { readEngagement } from '../../store/contact-engagement.ts'
import { contactReply } from '../../store/contacts.ts'
import { listStandings } from '../../store/topic-answers.ts'
import { readOpportunities } from '../opportunities/list-opportunities.ts'
import { listMemberships } from './contact-segments.ts'
import { listContactTags } from './contact-tags.ts'
import { readTimeline } from './contact-timeline.ts'
import { getContactOrDeletion } from './get-contact.ts'

// As many of each as the page of a person asks for when it asks again for one of them (person-queries.ts of the dashboard).
const CONSENTS = 100
const MOVES = 5
const OPPORTUNITIES = 50

export const contactProfileAction = action(contactsProfile, async (context, { params }) => {
  const { database } = context.product
  const { projectId } = context.caller
  const { rowNo } = await getContactOrDeletion(context, params.contact)
  const [contact, engagement, tags, topics, consent, funnel, opportunities, segments] = await Promise.all([
    contactReply(database, projectId, rowNo),
    readEngagement(database, projectId, { rowNo, now: context.product.now() }),
    listContactTags(context, params.contact),
    listStandings(database, projectId, rowNo),
    readTimeline(context, params.contact, { kinds: 'consent,topic', limit: CONSENTS }),
    readTimeline(context, params.contact, { kinds: 'funnel', limit: MOVES }),
    readOpportunities(context, { contact: params.contact, limit: OPPORTUNITIES, sort: 'createdAt', direction: 'desc' }),
    listMemberships(context, params.contact),
  ])
  const whole = { has_more: false, next_cursor: null }
  return { contact, engagement, tags, topics: { data: topics, ...whole }, consent, funnel, opportunities, segments }
})

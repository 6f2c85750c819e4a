import { inSet, not } from '../primitives.ts'
import { thingPart } from './parts/thing-part.ts'
import { question } from './question/question.ts'

/** Whether a contact gets a topic, whatever the status says. */
export const topic = question({
  id: 'topic',
  summary: 'Whether a contact gets a topic: by the last answer, else by the topic’s default. Status is another matter.',
  label: 'Topic',
  group: 'Contact',
  operators: [
    { id: 'subscribed', label: 'is subscribed to' },
    { id: 'not_subscribed', label: 'is not subscribed to' },
  ],
  parts: { topic: thingPart({ kind: 'topic', label: 'Topic', isRequired: true }) },
  words: (_values, { is, part }) => `${is ? 'is subscribed' : 'is not subscribed'} to topic ${part('topic')}`,
  lower: ({ topic: id = '' }, { catalog }) => {
    const known = catalog.named.topic?.find((candidate) => candidate.id === id)
    if (!known) throw new Error(`Topic ${id} is not in the catalog.`)
    return known.default === 'opt_in' ? not(inSet(`topic:${id}:opted_out`)) : inSet(`topic:${id}:opted_in`)
  },
  examples: [
    [{}, { topic: 'Newsletter', op: 'subscribed' }, true],
    [{ sets: ['topic:top_news:opted_out'] }, { topic: 'Newsletter', op: 'subscribed' }, false],
    [{}, { topic: 'Offers', op: 'subscribed' }, false],
    [{ sets: ['topic:top_offers:opted_in'] }, { topic: 'top_offers', op: 'subscribed' }, true],
    [{}, { topic: 'Offers', op: 'not_subscribed' }, true],
  ],
})

import type { Preferences, TopicChoice } from '../../store/preferences.ts'
import { PAGE_LANGUAGES } from '../public-pages/texts-of.ts'
import { tidyLine } from '../public-pages/tidy-line.ts'
import type { Step } from './step.ts'

/** What somebody sent from their page. */
export type Choice = { is: 'steps'; steps: Step[] } | { is: 'undo'; token: string } | { is: 'address'; text: string }

// The record takes 255.
const LONGEST_NAME = 100
const LONGEST_ADDRESS = 320
const DAY_MS = 24 * 3_600_000

type Asked = { person: NonNullable<Preferences['person']>; topics: TopicChoice[]; pauseDays: number | null; now: Date }

/** Reads a form of the preference page, whichever of its buttons was pressed. Only topics that the page showed may change. */
export function parseChoices(body: string, { person, topics, pauseDays, now }: Asked): Choice {
  const form = new URLSearchParams(body)
  const steps = (...wanted: Step[]): Choice => ({ is: 'steps', steps: wanted })
  switch (form.get('do')) {
    case 'undo':
      return { is: 'undo', token: form.get('token') ?? '' }
    case 'address':
      return { is: 'address', text: tidyLine(form.get('email') ?? '').slice(0, LONGEST_ADDRESS) }
    case 'leave':
      return steps({ set: 'status', to: 'unsubscribed' })
    case 'join':
      // Whoever complained or was blocked has to talk to the sender; an address that bounced has to be another one first.
      return person.isBlocked || person.hasBounced ? steps() : steps({ set: 'status', to: 'subscribed' })
    case 'pause':
      return pauseDays === null
        ? steps()
        : steps({ set: 'pause', to: new Date(now.getTime() + pauseDays * DAY_MS).toISOString() })
    case 'resume':
      return steps({ set: 'pause', to: null })
    case 'untrack':
      return steps({ set: 'tracking', to: false })
    case 'track':
      return steps({ set: 'tracking', to: true })
    case 'save':
      return steps(...parseTopics(form, topics), ...parseDetails(form, person))
    default:
      return steps()
  }
}

// A box that is not ticked is not sent, so the form says which it showed.
function parseTopics(form: URLSearchParams, topics: TopicChoice[]): Step[] {
  const shown = new Set(form.getAll('shown'))
  const ticked = new Set(form.getAll('topic'))
  return topics
    .filter(({ id, subscribed }) => shown.has(id) && subscribed !== ticked.has(id))
    .map(({ id, subscribed }): Step => ({ set: 'topic', topic: id, to: !subscribed }))
}

function parseDetails(form: URLSearchParams, person: Asked['person']): Step[] {
  const steps: Step[] = []
  const name = form.get('firstName')
  if (name !== null) {
    const to = [...tidyLine(name)].slice(0, LONGEST_NAME).join('').trim() || null
    if (to !== person.firstName) steps.push({ set: 'firstName', to })
  }
  const language = form.get('language')
  const isOffered = language === '' || PAGE_LANGUAGES.some(({ lang }) => lang === language)
  if (language !== null && isOffered && (language || null) !== spoken(person.language)) {
    steps.push({ set: 'language', to: language || null })
  }
  return steps
}

/** Which of the offered languages somebody has: `de` for `de-AT`; another one stays as it is unless they choose. */
export function spoken(language: string | null): string | null {
  const [first] = (language ?? '').toLowerCase().split('-')
  return PAGE_LANGUAGES.some(({ lang }) => lang === first) ? (first ?? null) : null
}

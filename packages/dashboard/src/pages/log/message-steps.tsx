import { timeText } from '../../parts/time-text.ts'
import type { Course } from './course.ts'
import classes from './message-course.module.css'

type Step = { at: string; words: string }

/** What the mail server said to each attempt, and what people and machines did with the message, each with its time. */
export function MessageSteps({ course }: { course: Course }) {
  return (
    <>
      <Steps
        label={`What the ${course.campaign.channel === 'email' ? 'mail server' : 'provider'} said`}
        steps={saidOf(course)}
      />
      <Steps
        label="What was heard of it"
        steps={course.events.map(({ at, name, machine, link }) => ({
          at,
          words: `${wordsOf(name)}${machine ? ', by a machine' : ''}${link ? `: ${link}` : ''}`,
        }))}
      />
    </>
  )
}

const WORDS: Record<string, string> = {
  opened: 'Opened',
  clicked: 'Clicked',
  unsubscribed: 'Unsubscribed',
  complained: 'Reported as spam',
  bounced: 'Bounced',
  delivered: 'Delivered',
  replied: 'Wrote back',
}

/** An event is named after its channel and what happened there. */
function wordsOf(name: string): string {
  const [channel, verb = ''] = name.split('.')
  if (channel !== 'email' && verb === 'unsubscribed') return 'Answered STOP'
  return WORDS[verb] ?? name
}

function saidOf({ earlier, response, at, state }: Course): Step[] {
  const said = earlier.map((attempt) => ({ at: attempt.at, words: attempt.response }))
  // What a message that waits again was told last is the last of the earlier ones.
  const isToldAlready = said.at(-1)?.words === response && (state === 'deferred' || state === 'queued')
  return response && !isToldAlready ? [...said, { at, words: response }] : said
}

function Steps({ label, steps }: { label: string; steps: Step[] }) {
  if (steps.length === 0) return null
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map(({ at, words }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two steps may be alike
        <li key={place}>
          <time dateTime={at}>{timeText(at)}</time>
          <span className={classes.said}>{words}</span>
        </li>
      ))}
    </ol>
  )
}

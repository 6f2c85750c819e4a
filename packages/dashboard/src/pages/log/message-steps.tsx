import { timeText } from '../../parts/time-text.ts'
import type { Course } from './course.ts'
import classes from './message-course.module.css'

type Step = { at: string; words: string }

/** What the mail server said to each attempt, and what people and machines did with the message, each with its time. */
export function MessageSteps({ course }: { course: Course }) {
  return (
    <>
      <Steps label="What the mail server said" steps={saidOf(course)} />
      <Steps
        label="What was heard of it"
        steps={course.events.map(({ at, name, machine, link }) => ({
          at,
          words: `${EVENT_WORDS[name] ?? name}${machine ? ', by a machine' : ''}${link ? `: ${link}` : ''}`,
        }))}
      />
    </>
  )
}

const EVENT_WORDS: Record<string, string> = {
  'email.opened': 'Opened',
  'email.clicked': 'Clicked',
  'email.unsubscribed': 'Unsubscribed',
  'email.complained': 'Reported as spam',
  'email.bounced': 'Bounced',
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

import { Link } from '@tanstack/react-router'
import classes from './import.module.css'
import type { ImportSearch } from './search.ts'

const STEPS = ['Upload', 'Map', 'Review', 'Import'] as const

type Step = (typeof STEPS)[number]

type Props = { current: Step; ways: Partial<Record<Step, ImportSearch>> }

/** Where one is on the way from a file to people; steps that have a way are links. */
export function Steps({ current, ways }: Props) {
  const place = STEPS.indexOf(current)
  return (
    <nav aria-label="Steps of the import">
      <ol className={classes.steps}>
        {STEPS.map((step, index) => {
          const way = step === current ? undefined : ways[step]
          return (
            <li key={step} data-state={index < place ? 'done' : index === place ? 'now' : 'later'}>
              <span className={classes.stepNumber} aria-hidden>
                {index + 1}
              </span>
              {way ? (
                <Link to="/import" search={way}>
                  {step}
                </Link>
              ) : (
                <span aria-current={step === current ? 'step' : undefined}>{step}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

import { countText, numberText } from '../../parts/number-text.ts'
import classes from './checks.module.css'
import type { Checks } from './use-checks.ts'

/** What the message takes from the contact, and for how many of those who get it that is empty. */
export function Variables({ checks: { variables, people } }: { checks: Checks }) {
  const shown = [...new Map(variables.map((variable) => [variable.name, variable])).values()]
  if (shown.length === 0 || people === null) return null
  return (
    <div>
      <h3 className={classes.heading}>What it takes from each person</h3>
      <ul className={classes.variables}>
        {shown.map(({ name, empty, hasFallback }) => (
          <li key={name} data-warn={(Boolean(empty) && !hasFallback) || undefined}>
            <code>{name.replace(/^contact\./, '')}</code>
            <span>{wordsOf({ empty, hasFallback, people })}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

type Told = { empty: number | null; hasFallback: boolean; people: number }

function wordsOf({ empty, hasFallback, people }: Told): string {
  if (empty === null) return 'nobody has it'
  if (empty === 0)
    return people === 1 ? 'there for the one person' : `there for all ${countText(people, 'person', 'people')}`
  const instead = hasFallback ? 'for whom the message has other words' : 'nothing is said instead'
  return `empty for ${numberText(empty)} of ${countText(people, 'person', 'people')}, ${instead}`
}

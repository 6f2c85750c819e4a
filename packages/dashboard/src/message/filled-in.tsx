import classes from './message-preview.module.css'
import type { Preview } from './use-message-preview.ts'

type Field = Preview['mergeFields'][number]

const SAID = { fallback: 'empty: the fallback stands there', empty: 'empty, and nothing is said instead' }

/** What of the contact stands in the message, each once. */
export function FilledIn({ fields }: { fields: Field[] }) {
  const shown = new Map(fields.filter(({ name }) => name.startsWith('contact.')).map((field) => [field.name, field]))
  if (shown.size === 0) return <p className={classes.note}>It says the same to everybody: there are no merge fields.</p>
  return (
    <dl className={classes.fields} aria-label="Merge fields">
      {[...shown.values()].map(({ name, value, outcome }) => (
        <div key={name} data-outcome={outcome}>
          <dt>{name.replace(/^contact\./, '')}</dt>
          <dd>{outcome === 'filled' ? value : SAID[outcome]}</dd>
        </div>
      ))}
    </dl>
  )
}

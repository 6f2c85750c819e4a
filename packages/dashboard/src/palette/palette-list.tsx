import { useEffect, useRef } from 'react'
import { Keys } from '../commands/keys.tsx'
import type { Entry } from './entry.ts'
import classes from './palette.module.css'

type Props = {
  id: string
  entries: Entry[]
  /** The place of the line that Enter takes. */
  at: number
  take: (entry: Entry) => void
  /** The mouse moved onto a line. */
  point: (id: string) => void
}

/** The palette's lines in their groups; the cursor stays in the input above. */
export function PaletteList({ id, entries, at, take, point }: Props) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (at >= 0) list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const groups = [...new Set(entries.map(({ group }) => group))]
  return (
    <div ref={list} id={id} role="listbox" aria-label="Results" className={classes.list}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role, a fieldset is for forms
        <div key={group} role="group" aria-label={group}>
          <div className={classes.group} aria-hidden>
            {group}
          </div>
          {entries.map(
            (entry, place) =>
              entry.group === group && (
                <Line
                  key={entry.id}
                  {...{ id: `${id}-${place}`, entry, isActive: place === at }}
                  take={() => take(entry)}
                  point={() => point(entry.id)}
                />
              ),
          )}
        </div>
      ))}
    </div>
  )
}

type LineProps = { id: string; entry: Entry; isActive: boolean; take: () => void; point: () => void }

function Line({ id, entry: { label, note, keys, Icon }, isActive, take, point }: LineProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input above holds the cursor and has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div id={id} role="option" aria-selected={isActive} className={classes.line} onClick={take} onMouseMove={point}>
      <span className={classes.icon}>{Icon && <Icon size={16} stroke={1.7} aria-hidden />}</span>
      <span className={classes.label}>{label}</span>
      {note && <span className={classes.note}>{note}</span>}
      {keys && <Keys keys={keys} />}
    </div>
  )
}

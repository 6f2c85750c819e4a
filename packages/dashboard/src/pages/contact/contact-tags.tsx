import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Contact } from '../../api.ts'
import type { Command } from '../../commands/command.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { actorText } from '../../parts/actor-text.ts'
import { Ago } from '../../parts/ago.tsx'
import { TagChip } from '../../parts/tag-chip.tsx'
import { TagNames } from '../../parts/tag-names.tsx'
import { useMay } from '../../use-may.ts'
import classes from './contact.module.css'
import { tagsQuery } from './person-queries.ts'
import { useTagChange } from './use-contact.ts'

/** The person's tags, each with who put it on and when: on and off at once, with a way back. */
export function ContactTags({ contact }: { contact: Contact }) {
  const { id, tags } = contact
  const { add, remove } = useTagChange(contact)
  const { data } = useQuery(tagsQuery(id))
  const known = new Map(data?.data.map((tag) => [tag.name, tag]))
  const put = (names: string[]) => {
    const fresh = names.filter((name) => !tags.includes(name))
    if (fresh.length > 0) add.mutate(fresh)
  }
  const adder = useRef<HTMLDivElement>(null)
  const mayWrite = useMay()('contacts:write')
  const tagging: Command = {
    ...{ id: 'tag', label: 'Tag this person', group: 'On this page', keys: 't' },
    run: () => adder.current?.querySelector('input')?.focus(),
  }
  useCommands(mayWrite ? [tagging] : [])
  return (
    <>
      {tags.length === 0 && <p className={classes.quiet}>No tags yet.</p>}
      <ul className={classes.tags} aria-label="Tags">
        {tags.map((tag) => {
          const applied = known.get(tag)
          return (
            <li key={tag}>
              <TagChip name={tag} remove={mayWrite ? () => remove.mutate([tag]) : undefined} />
              {applied && (
                <span className={classes.when}>
                  <Ago time={applied.appliedAt} /> {actorText(applied.by, applied.byName)}
                </span>
              )}
            </li>
          )
        })}
      </ul>
      {mayWrite && (
        <div ref={adder}>
          <TagNames label="Add tags" hideLabel value={[]} onChange={(names) => put(names)} />
        </div>
      )}
    </>
  )
}

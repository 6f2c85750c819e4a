import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { actorText } from '../../parts/actor-text.ts'
import { Ago } from '../../parts/ago.tsx'
import { countText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { restoreTags } from './restore-tags.ts'
import classes from './tags.module.css'
import { TAG_CHANGES } from './use-tag-change.ts'

/** Tags that were merged or deleted lately, each with the way back. */
export function GoneTags() {
  const { data } = useQuery({ queryKey: ['tags', 'gone'], queryFn: ({ signal }) => client.tags.gone({ signal }) })
  const mayWrite = useMay()('contacts:write')
  const restore = useChange((id: string) => restoreTags([{ id }]), { changes: TAG_CHANGES })
  if (!data || data.data.length === 0) return null
  return (
    <Panel title="Merged or deleted in the last 7 days">
      <ul className={classes.rows}>
        {data.data.map(({ id, name, into, contacts, goneAt, by, byName }) => (
          <li key={id}>
            <span>
              “{name}” {into ? `became “${into.name}”` : 'was deleted'}{' '}
              <span className={classes.quiet}>
                {countText(contacts, 'person', 'people')} · <Ago time={goneAt} /> {actorText(by, byName)}
              </span>
            </span>
            {mayWrite && (
              <Button
                size="xs"
                variant="default"
                aria-label={`Bring back ${name}`}
                loading={restore.isPending && restore.variables === id}
                onClick={() => restore.mutate(id)}
              >
                Bring back
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

import { Button } from '@mantine/core'
import { client, type Tag } from '../../api.ts'
import { Panel } from '../../parts/panel.tsx'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { PeopleLink } from './people-link.tsx'
import { TagLink } from './tag-link.tsx'
import classes from './tags.module.css'

/** Tags that look alike and that somebody said mean different things. */
export function ApartTags({ groups }: { groups: Tag[][] }) {
  const mayWrite = useMay()('contacts:write')
  const forget = useChange((tags: Tag[]) => client.tags.forgetApart({ tags: tags.map(({ id }) => id) }), {
    changes: ['tags'],
  })
  return (
    <Panel title="Kept apart">
      <ul className={classes.rows}>
        {groups.map((tags) => (
          <li key={tags.map(({ id }) => id).join()}>
            <span className={classes.alike}>
              {tags.map((tag) => (
                <span key={tag.id}>
                  <TagLink tag={tag}>{tag.name}</TagLink> <PeopleLink tag={tag} />
                </span>
              ))}
            </span>
            {mayWrite && (
              <Button size="xs" variant="default" loading={forget.isPending} onClick={() => forget.mutate(tags)}>
                Compare them again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

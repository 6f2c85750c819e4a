import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { type Contact, client } from '../../api.ts'
import { TagChip } from '../../parts/tag-chip.tsx'
import { TagNames } from '../../parts/tag-names.tsx'
import { UndoMessage } from '../../parts/undo-message.tsx'
import { useChange } from '../../use-change.ts'
import classes from './contact.module.css'

const changes = ['contacts', 'tags', 'segments', 'preview']

/** The person's tags: put on and taken off at once, with a way back. */
export function ContactTags({ contact: { id, tags } }: { contact: Contact }) {
  const [names, setNames] = useState<string[]>([])
  const add = useChange((given: string[]) => client.contacts.addTags(id, { tags: given }), {
    changes,
    done: () => setNames([]),
  })
  const remove = useChange((name: string) => client.contacts.removeTags(id, { tags: [name] }), {
    changes,
    done: (_, name) => {
      const undo = () => add.mutate([name])
      notifications.show({ message: <UndoMessage undo={undo}>The tag “{name}” is off.</UndoMessage> })
    },
  })
  return (
    <>
      <div className={classes.tags}>
        {tags.map((tag) => (
          <TagChip key={tag} name={tag} remove={() => remove.mutate(tag)} />
        ))}
        {tags.length === 0 && <p className={classes.quiet}>No tags yet.</p>}
      </div>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <div style={{ flex: 1, minWidth: 0 }}>
          <TagNames label="Add tags" hideLabel value={names} onChange={setNames} />
        </div>
        <Button
          variant="default"
          disabled={names.length === 0}
          loading={add.isPending}
          onClick={() => add.mutate(names)}
        >
          Add
        </Button>
      </Group>
    </>
  )
}

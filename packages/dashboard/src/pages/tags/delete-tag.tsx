import { Button, Group, Text } from '@mantine/core'
import { client, type Tag } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import classes from './tags.module.css'

/** Asks before a tag goes; when something uses it, the refusal says what. */
export function DeleteTag({ tag, close }: { tag: Tag; close: () => void }) {
  const remove = useChange(() => client.tags.delete(tag.id), {
    changes: ['tags', 'contacts', 'segments', 'preview'],
    done: close,
    ownErrors: true,
  })
  const loss =
    tag.contactCount === 0 ? 'Nobody carries it.' : `It comes off ${countText(tag.contactCount, 'person', 'people')}.`
  return (
    <section className={classes.form} aria-label={`Delete ${tag.name}`}>
      <Group gap="xs" justify="space-between">
        <Text size="sm">
          Delete the tag “{tag.name}” for good? {loss}
        </Text>
        <Group gap="xs">
          <Button color="red.8" size="xs" loading={remove.isPending} onClick={() => remove.mutate()}>
            Delete the tag
          </Button>
          <Button variant="default" size="xs" onClick={close} autoFocus>
            Keep it
          </Button>
        </Group>
      </Group>
      {remove.error && <ErrorState error={remove.error} />}
    </section>
  )
}

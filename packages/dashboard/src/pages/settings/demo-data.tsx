import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { client } from '../../api.ts'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'

/** The way to start over without the demo. */
export function DemoData() {
  const remove = useChange(() => client.demo.remove(), {
    changes: ['project', 'contacts', 'segments', 'tags', 'campaigns', 'views', 'fields', 'preview'],
    done: ({ contacts, segments, tags }) =>
      notifications.show({
        message: `${countText(contacts, 'contact')}, ${countText(segments, 'segment')} and ${countText(tags, 'tag')} are gone.`,
      }),
  })
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        The people, tags and segments that came with the first start. What you added yourself stays.
      </Text>
      <InlineConfirm
        ask="Remove the demo data"
        question="All demo contacts, tags and segments would be gone."
        yes="Remove them"
        no="Keep them"
        busy={remove.isPending}
        run={() => remove.mutate()}
      />
    </>
  )
}

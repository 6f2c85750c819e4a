import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'

type Counts = { contacts: number; segments: number; tags: number }

/** The way to start over without the demo. */
export function DemoData() {
  const { data } = useQuery({ queryKey: ['demo'], queryFn: ({ signal }) => client.demo.get({ signal }) })
  const remove = useChange(() => client.demo.remove(), {
    changes: ['project', 'demo', 'contacts', 'segments', 'tags', 'campaigns', 'views', 'fields', 'preview', 'audit'],
    done: (counts) => notifications.show({ message: `${countsText(counts)} are gone.` }),
  })
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        The people, tags and segments that came with the first start. What you added yourself stays, and so does what
        your own segments and campaigns use.
      </Text>
      <InlineConfirm
        ask="Remove the demo data"
        question={`${data ? countsText(data) : 'All demo contacts, segments and tags'} would be gone for good.`}
        yes="Remove them"
        no="Keep them"
        busy={remove.isPending}
        run={() => remove.mutate()}
      />
    </>
  )
}

function countsText({ contacts, segments, tags }: Counts): string {
  return `${countText(contacts, 'contact')}, ${countText(segments, 'segment')} and ${countText(tags, 'tag')}`
}

import { Button, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { client, type Project } from '../../api.ts'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { countText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { useChange } from '../../use-change.ts'

type Counts = { contacts: number; segments: number; tags: number }

// It is in every corner of a project.
const CHANGES = [
  ...['project', 'demo', 'contacts', 'first-contact', 'segments', 'tags', 'fields', 'views', 'topics', 'preview'],
  ...['campaigns', 'results', 'statistics', 'glance', 'suppressions', 'funnel', 'pipelines', 'opportunities', 'audit'],
]

/** The way to the demo, and the way to start over without it. */
export function DemoData({ project }: { project: Project }) {
  return (
    <div id="demo">
      <Panel title="Demo data">{project.hasDemo ? <RemoveDemo /> : <LoadDemo project={project} />}</Panel>
    </div>
  )
}

function RemoveDemo() {
  const { data } = useQuery({ queryKey: ['demo'], queryFn: ({ signal }) => client.demo.get({ signal }) })
  const remove = useChange(() => client.demo.remove(), {
    changes: CHANGES,
    done: (counts) => notifications.show({ message: `${countsText(counts)} are gone.` }),
  })
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        The people, tags and segments of a made-up shop. What you added yourself stays, and so does what your own
        segments and campaigns use.
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

function LoadDemo({ project: { contactCount } }: { project: Project }) {
  const load = useChange(() => client.demo.create({ contacts: 50_000 }), {
    changes: CHANGES,
    done: (counts) => notifications.show({ message: `${countsText(counts)} are here.` }),
  })
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        A made-up shop to try everything with: 50,000 people with a year of letters and purchases, segments, tags and
        campaigns. Their addresses lead nowhere, and all of it can be removed again.
      </Text>
      {contactCount > 0 ? (
        <Text size="sm">
          It goes only into a project without people, and this one has {countText(contactCount, 'person', 'people')}.
        </Text>
      ) : (
        <Button variant="default" size="sm" loading={load.isPending} onClick={() => load.mutate()}>
          Load the demo
        </Button>
      )}
    </>
  )
}

function countsText({ contacts, segments, tags }: Counts): string {
  return `${countText(contacts, 'contact')}, ${countText(segments, 'segment')} and ${countText(tags, 'tag')}`
}

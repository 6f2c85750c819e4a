import { Button } from '@mantine/core'
import { IconNews, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCommands } from '../../commands/use-commands.ts'
import { Answer } from '../../parts/answer.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { SettingsPage } from './settings-page.tsx'
import { NewTopic } from './topic-form.tsx'
import { TopicPanel } from './topic-panel.tsx'
import { TopicsList } from './topics-list.tsx'
import { topicsQuery } from './topics-query.ts'
import { useMay } from '../../use-may.ts'

const route = getRouteApi('/frame/settings/topics')

export function TopicsPage() {
  const { topic: open, new: isAdding = false } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay()('contacts:write')
  const query = useQuery(topicsQuery)
  const show = (topic?: string) => void navigate({ search: { topic }, replace: true })
  const add = () => void navigate({ search: { new: true } })
  useCommands([{ id: 'new', label: 'New topic', keys: 'n', group: 'On this page', Icon: IconPlus, run: add }])
  const button = mayWrite && (
    <Button leftSection={<IconPlus size={16} />} onClick={add} disabled={isAdding}>
      New topic
    </Button>
  )
  return (
    <SettingsPage
      section="/settings/topics"
      lead="What people can subscribe to one by one, such as product news or offers. Unsubscribing from all is their status."
      actions={button}
    >
      {isAdding && (
        <NewTopic
          order={Math.max(-1, ...(query.data?.data.map(({ displayOrder }) => displayOrder) ?? [])) + 1}
          close={() => show()}
        />
      )}
      <Answer query={query} waiting={<Waiting rows={4} />}>
        {({ data }) => {
          const shown = data.find(({ id }) => id === open)
          if (data.length === 0 && !isAdding) return <NoTopics action={button} />
          return (
            <>
              {shown && <TopicPanel key={shown.id} topic={shown} mayWrite={mayWrite} close={() => show()} />}
              {data.length > 0 && (
                <Panel title="Topics, in the order in which people see them">
                  <TopicsList topics={data} mayWrite={mayWrite} open={show} />
                </Panel>
              )}
            </>
          )
        }}
      </Answer>
    </SettingsPage>
  )
}

function NoTopics({ action }: { action: ReactNode }) {
  return (
    <EmptyState icon={<IconNews size={20} />} title="There are no topics yet" action={action}>
      With topics, somebody who has enough of your offers can still get your product news.
    </EmptyState>
  )
}

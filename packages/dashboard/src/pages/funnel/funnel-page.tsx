import { Button, Text } from '@mantine/core'
import { IconArrowsRight, IconHistory } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Command } from '../../commands/command.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { numberText } from '../../parts/number-text.ts'
import { Page } from '../../parts/page.tsx'
import { useProject } from '../../session.ts'
import { useMay } from '../../use-may.ts'
import { DefaultStage } from './default-stage.tsx'
import classes from './funnel.module.css'
import { FunnelBoard } from './funnel-board.tsx'
import { FunnelHistory } from './funnel-history.tsx'
import { FunnelTools } from './funnel-tools.tsx'
import { MoveTag } from './move-tag.tsx'
import type { FunnelSearch } from './search.ts'
import { stageName } from './stages.ts'
import { type FunnelCounts, useFunnel } from './use-funnel.ts'

const route = getRouteApi('/frame/funnel')
const PersonAside = lazy(async () => ({ default: (await import('../contact/person-aside.tsx')).PersonAside }))

export function FunnelPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const go = (change: Partial<FunnelSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false })
  const open = (what: FunnelSearch['open']) => () => go({ open: what })
  const close = open(undefined)
  const funnel = useFunnel(search)
  const project = useProject()
  const given = project?.defaultFunnelStage
  const may = useMay()
  const [mayMove, maySetUp] = [may('contacts:write'), may('project:write')]
  useCommands([
    ...(mayMove ? [command('move-tag', 'Move everyone with a tag', open('move'))] : []),
    command('funnel-history', 'History of the funnel', open('history')),
    ...(maySetUp ? [command('default-stage', 'Stage of new contacts', open('default'))] : []),
  ])
  const newContacts = `New contacts: ${given ? stageName(given) : 'no stage'}`
  return (
    <Page
      fill
      title="Funnel"
      lead={<Lead counts={funnel.data} />}
      actions={
        <>
          {maySetUp ? (
            <Button variant="subtle" color="gray" onClick={open('default')}>
              {newContacts}
            </Button>
          ) : (
            <Text size="sm" c="dimmed">
              {newContacts}
            </Text>
          )}
          <Button variant="default" leftSection={<IconHistory size={16} />} onClick={open('history')}>
            History
          </Button>
          {mayMove && (
            <Button leftSection={<IconArrowsRight size={16} />} onClick={open('move')}>
              Move a tag’s people
            </Button>
          )}
        </>
      }
    >
      <FunnelTools search={search} go={go} />
      {funnel.error && !funnel.data ? (
        <ErrorState error={funnel.error} retry={() => void funnel.refetch()} />
      ) : (
        <FunnelBoard search={search} counts={funnel.data} open={(person) => go({ person })} />
      )}
      {search.person && (
        <Suspense>
          <PersonAside id={search.person} close={() => go({ person: undefined })} />
        </Suspense>
      )}
      <MoveTag opened={search.open === 'move' && mayMove} close={close} />
      <DefaultStage opened={search.open === 'default' && maySetUp} close={close} />
      <FunnelHistory opened={search.open === 'history'} close={close} />
    </Page>
  )
}

function command(id: string, label: string, run: () => void): Command {
  return { id, label, group: 'On this page', keys: id === 'move-tag' ? 'm' : undefined, run }
}

function Lead({ counts }: { counts: FunnelCounts | undefined }) {
  if (!counts) return <span>How far people have come. Nobody moves by themselves.</span>
  return (
    <span className="num">
      {numberText(counts.total)} {counts.total === 1 ? 'person' : 'people'}
      {counts.lost > 0 && (
        <>
          , <span className={classes.lost}>{numberText(counts.lost)} lost</span>
        </>
      )}
      . Nobody moves by themselves.
    </span>
  )
}

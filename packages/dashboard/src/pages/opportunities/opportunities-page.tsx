import { Button } from '@mantine/core'
import { IconBriefcase, IconPlus } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import type { Command } from '../../commands/command.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { Answer } from '../../parts/answer.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { countText } from '../../parts/number-text.ts'
import { Page } from '../../parts/page.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useMay } from '../../use-may.ts'
import { OpportunitiesTools } from './opportunities-tools.tsx'
import { OpportunityForm } from './opportunity-form.tsx'
import { OpportunityList } from './opportunity-list.tsx'
import { PipelineBoard } from './pipeline-board.tsx'
import { PipelineForm } from './pipeline-form.tsx'
import type { OpportunitiesSearch } from './search.ts'
import { type Pipeline, usePipelines, useTotals } from './use-opportunities.ts'
import { worthText } from './worth.ts'

const route = getRouteApi('/frame/opportunities')

export function OpportunitiesPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const go = (change: Partial<OpportunitiesSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false })
  const query = usePipelines()
  const pipelines = query.data?.data
  const pipeline = pipelines?.find(({ id }) => id === search.pipeline) ?? pipelines?.[0]
  const mayWrite = useMay()('contacts:write')
  const making: Command[] = [
    { id: 'new', label: 'New opportunity', keys: 'n', group: 'On this page', run: () => go({ edit: 'new' }) },
    { id: 'new-pipeline', label: 'New pipeline', group: 'On this page', run: () => go({ setup: 'new' }) },
  ]
  useCommands(mayWrite ? making : [])
  return (
    <Page
      fill
      title="Opportunities"
      lead={pipeline ? <Lead pipeline={pipeline} search={search} /> : 'Deals with people, and how far each has come.'}
      actions={
        mayWrite &&
        pipeline && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => go({ edit: 'new' })}>
            New opportunity
          </Button>
        )
      }
    >
      <Answer query={query} waiting={<Waiting height={420} />}>
        {({ data }) =>
          pipeline ? (
            <OfPipeline pipelines={data} pipeline={pipeline} search={search} go={go} />
          ) : (
            <NoPipeline create={mayWrite ? () => go({ setup: 'new' }) : undefined} />
          )
        }
      </Answer>
      <PipelineForm
        setup={mayWrite ? search.setup : undefined}
        pipeline={pipeline}
        close={(id) => go({ setup: undefined, ...(id && { pipeline: id }) })}
      />
    </Page>
  )
}

type Props = {
  pipelines: Pipeline[]
  pipeline: Pipeline
  search: OpportunitiesSearch
  go: (change: Partial<OpportunitiesSearch>) => void
}

function OfPipeline(props: Props) {
  const { pipeline, pipelines, search, go } = props
  const totals = useTotals(pipeline.id, search).data
  const add = useMay()('contacts:write') ? (at: string) => go({ edit: 'new', at }) : undefined
  return (
    <>
      <OpportunitiesTools {...props} />
      {search.view === 'list' ? (
        <OpportunityList pipeline={pipeline} search={search} go={go} />
      ) : (
        <PipelineBoard
          key={pipeline.id}
          {...{ pipeline, totals, search, add }}
          open={(edit) => go({ edit, at: undefined })}
        />
      )}
      <OpportunityForm
        {...{
          pipelines,
          pipeline,
          edit: add || search.edit !== 'new' ? search.edit : undefined,
          at: search.at,
          contact: search.contact,
        }}
        close={() => go({ edit: undefined, at: undefined })}
      />
    </>
  )
}

/** What all stages come to. */
function Lead({ pipeline, search }: { pipeline: Pipeline; search: OpportunitiesSearch }) {
  const { data } = useTotals(pipeline.id, search)
  if (!data) return <>Deals with people, and how far each has come.</>
  const value = data.totals.reduce((sum, total) => sum + total.value, 0)
  const openValue = data.totals.reduce((sum, total) => sum + total.openValue, 0)
  return (
    <span className="num">
      {countText(data.total, 'opportunity', 'opportunities')} worth {worthText(value)}, {worthText(openValue)} of it
      open
    </span>
  )
}

function NoPipeline({ create }: { create: (() => void) | undefined }) {
  return (
    <EmptyState
      icon={<IconBriefcase size={20} />}
      title="There is no pipeline yet"
      action={create && <Button onClick={create}>Create a pipeline</Button>}
    >
      A pipeline is the way that a deal goes, stage by stage. Start with New, Qualified, Proposal and Negotiation, or
      with your own.
    </EmptyState>
  )
}

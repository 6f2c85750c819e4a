import { Button } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { IconPlus, IconSend } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { Ago } from '../../parts/ago.tsx'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { numberText } from '../../parts/number-text.ts'
import { Page } from '../../parts/page.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { usePages } from '../../parts/use-pages.ts'
import classes from './campaigns.module.css'

type Row = Reply<'campaigns.list'>['data'][number]

const LIVE_MS = 3_000

export function CampaignsPage() {
  const query = usePages<Row>(['campaigns', 'list'], ({ query, options }) => client.campaigns.list(query, options), {
    everyMs: LIVE_MS,
  })
  const navigate = useNavigate()
  const create = () => void navigate({ to: '/campaigns/new' })
  useCommands([{ id: 'new', label: 'New campaign', keys: 'n', group: 'On this page', Icon: IconPlus, run: create }])
  return (
    <Page
      title="Campaigns"
      lead="One message to exactly the people you mean: nobody missed, nobody twice."
      actions={<NewCampaign />}
    >
      <PagedAnswer query={query} none={<NoCampaigns />}>
        {(campaigns) => <DataTable label="Campaigns" columns={columns} rows={campaigns} keyOf={({ id }) => id} />}
      </PagedAnswer>
    </Page>
  )
}

function NewCampaign() {
  return <Button renderRoot={(props) => <Link to="/campaigns/new" {...props} />}>New campaign</Button>
}

function NoCampaigns() {
  return (
    <EmptyState icon={<IconSend size={20} />} title="There are no campaigns yet" action={<NewCampaign />}>
      Write a message, choose tags or segments, and see who will get it, and who will not and why, before you send.
    </EmptyState>
  )
}

const isDraft = ({ status }: Row) => status === 'draft'

const columns: Column<Row>[] = [
  {
    key: 'name',
    header: 'Campaign',
    cell: ({ id, name, subject }) => (
      <div className={classes.campaign}>
        <Link to="/campaigns/$campaign" params={{ campaign: id }} className={classes.name}>
          {name}
        </Link>
        <span className={classes.subject}>{subject}</span>
      </div>
    ),
  },
  { key: 'status', header: 'Status', width: '120px', cell: ({ status }) => <StatusMark status={status} /> },
  {
    key: 'sent',
    header: 'Sent',
    width: '100px',
    align: 'right',
    cell: (row) => (isDraft(row) ? '—' : <strong>{numberText(row.results.sent)}</strong>),
  },
  {
    key: 'skipped',
    header: 'Skipped',
    width: '100px',
    align: 'right',
    from: 'sm',
    cell: (row) => (isDraft(row) ? '—' : numberText(row.results.skipped)),
  },
  {
    key: 'failed',
    header: 'Failed',
    width: '90px',
    align: 'right',
    from: 'md',
    cell: (row) => (isDraft(row) ? '—' : numberText(row.results.failed)),
  },
  {
    key: 'when',
    header: 'Launched',
    width: '140px',
    align: 'right',
    from: 'sm',
    cell: ({ launchedAt }) => <Ago time={launchedAt} none="Not yet" />,
  },
]

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type Campaign, client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { inboxProviderName } from '../../parts/inbox-provider-name.ts'
import { numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { shareText } from '../../parts/share-text.ts'
import { TagLabel } from '../../parts/tag-label.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { Conversions } from './conversions.tsx'
import classes from './groups.module.css'

/** What people did later, and how the groups among them differ. */
export function Groups({ campaign }: { campaign: Campaign }) {
  const isMail = campaign.channel === 'email'
  return (
    <div className={classes.groups}>
      <Conversions campaign={campaign} />
      {isMail && <ByInboxProvider campaign={campaign.id} />}
      {isMail && <ByDomain campaign={campaign.id} />}
      <ByTag campaign={campaign.id} isMail={isMail} />
    </div>
  )
}

function ByInboxProvider({ campaign }: { campaign: string }) {
  return (
    <Grouped
      by="inbox provider"
      title="By who runs the mailbox"
      campaign={campaign}
      list={client.campaigns.inboxProviders}
      toGroup={({ provider }) => ({
        key: provider ?? '',
        name: provider ? inboxProviderName(provider) : 'A domain of their own',
      })}
    />
  )
}

function ByDomain({ campaign }: { campaign: string }) {
  return (
    <Grouped
      by="domain"
      title="By the domain of the address"
      campaign={campaign}
      list={client.campaigns.domains}
      toGroup={({ domain }) => ({
        key: domain,
        name: (
          <Link to="." search={{ q: `@${domain}` }} preload={false}>
            {domain}
          </Link>
        ),
      })}
    />
  )
}

function ByTag({ campaign, isMail }: { campaign: string; isMail: boolean }) {
  return (
    <Grouped
      by="tag"
      title="By the tags that people carry now"
      columns={isMail ? COLUMNS : TEXT_COLUMNS}
      campaign={campaign}
      list={client.campaigns.tags}
      toGroup={({ tag, name }) => ({
        key: tag,
        name: (
          <Link to="/tags/$tag" params={{ tag }} preload={false}>
            <TagLabel name={name} />
          </Link>
        ),
      })}
    />
  )
}

type Numbers = Record<'members' | 'sent' | 'delivered' | 'failed' | 'opened' | 'clicked', number>
type Row = Numbers & { key: string; name: ReactNode }

type GroupedProps<Found extends Numbers> = {
  campaign: string
  /** What the groups are, in the table's name. */
  by: string
  title: string
  list: (campaign: string, options: { signal: AbortSignal }) => Promise<{ data: Found[] }>
  toGroup: (found: Found) => Pick<Row, 'key' | 'name'>
  columns?: Column<Row>[]
}

/** One way of telling the people of a campaign apart, a row each group. */
function Grouped<Found extends Numbers>({ campaign, by, title, list, toGroup, columns }: GroupedProps<Found>) {
  const query = useQuery({
    queryKey: ['result-groups', by, campaign],
    queryFn: ({ signal }) => list(campaign, { signal }),
  })
  return (
    <Panel title={title} flush>
      <Answer query={query} waiting={<Waiting rows={4} />}>
        {({ data }) => (
          <Table
            label={`Results by ${by}`}
            rows={data.map((found) => ({ ...found, ...toGroup(found) }))}
            columns={columns}
          />
        )}
      </Answer>
    </Panel>
  )
}

const FIRST_ROWS = 10

type TableProps = { label: string; rows: Row[]; columns: Column<Row>[] | undefined }

function Table({ label, rows, columns = COLUMNS }: TableProps) {
  const [isWhole, setWhole] = useState(false)
  if (rows.length === 0) return <p className={classes.none}>Nothing was sent to anybody yet.</p>
  const shown = isWhole ? rows : rows.slice(0, FIRST_ROWS)
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={shown}
      keyOf={({ key }) => key}
      foot={
        shown.length < rows.length && (
          <Button variant="subtle" size="xs" onClick={() => setWhole(true)}>
            Show all {rows.length}
          </Button>
        )
      }
    />
  )
}

const COLUMNS: Column<Row>[] = [
  { key: 'name', header: 'Group', cell: ({ name }) => name },
  { key: 'members', header: 'People', width: '78px', align: 'right', cell: ({ members }) => numberText(members) },
  { key: 'sent', header: 'Sent', width: '90px', align: 'right', from: 'sm', cell: ({ sent }) => numberText(sent) },
  {
    key: 'failed',
    header: 'Failed',
    width: '90px',
    align: 'right',
    from: 'sm',
    cell: ({ failed }) => numberText(failed),
  },
  {
    key: 'opened',
    header: 'Opened',
    width: '72px',
    align: 'right',
    cell: ({ opened, delivered }) => shareOf(opened, delivered),
  },
  {
    key: 'clicked',
    header: 'Clicked',
    width: '72px',
    align: 'right',
    cell: ({ clicked, delivered }) => shareOf(clicked, delivered),
  },
]

// Nobody sees who reads a text.
const TEXT_COLUMNS = COLUMNS.filter(({ key }) => key !== 'opened' && key !== 'clicked')

/** Of those it was delivered to. */
function shareOf(people: number, delivered: number): string {
  return shareText(delivered === 0 ? null : people / delivered)
}

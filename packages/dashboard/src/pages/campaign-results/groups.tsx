import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type Campaign, client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
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
  const query = useQuery({
    queryKey: ['result-groups', 'inbox-providers', campaign],
    queryFn: ({ signal }) => client.campaigns.inboxProviders(campaign, { signal }),
  })
  return (
    <Panel title="By who runs the mailbox" flush>
      <Answer query={query} waiting={<Waiting rows={4} />}>
        {({ data }) => (
          <Table
            label="Results by inbox provider"
            rows={data.map((row) => ({
              ...row,
              key: row.provider ?? '',
              name: row.provider ? providerName(row.provider) : 'A domain of their own',
            }))}
          />
        )}
      </Answer>
    </Panel>
  )
}

// Some are called as they are written.
const NAMES: Record<string, string> = {
  icloud: 'iCloud',
  aol: 'AOL',
  gmx: 'GMX',
  'web.de': 'web.de',
  't-online': 'T-Online',
}

function providerName(provider: string): string {
  return NAMES[provider] ?? provider.charAt(0).toUpperCase() + provider.slice(1)
}

function ByDomain({ campaign }: { campaign: string }) {
  const query = useQuery({
    queryKey: ['result-groups', 'domains', campaign],
    queryFn: ({ signal }) => client.campaigns.domains(campaign, { signal }),
  })
  return (
    <Panel title="By the domain of the address" flush>
      <Answer query={query} waiting={<Waiting rows={4} />}>
        {({ data }) => (
          <Table
            label="Results by domain"
            rows={data.map((row) => ({
              ...row,
              key: row.domain,
              name: (
                <Link to="." search={{ q: `@${row.domain}` }} preload={false}>
                  {row.domain}
                </Link>
              ),
            }))}
          />
        )}
      </Answer>
    </Panel>
  )
}

function ByTag({ campaign, isMail }: { campaign: string; isMail: boolean }) {
  const query = useQuery({
    queryKey: ['result-groups', 'tags', campaign],
    queryFn: ({ signal }) => client.campaigns.tags(campaign, { signal }),
  })
  return (
    <Panel title="By the tags that people carry now" flush>
      <Answer query={query} waiting={<Waiting rows={4} />}>
        {({ data }) => (
          <Table
            label="Results by tag"
            columns={isMail ? COLUMNS : TEXT_COLUMNS}
            rows={data.map((row) => ({
              ...row,
              key: row.tag,
              name: (
                <Link to="/tags/$tag" params={{ tag: row.tag }} preload={false}>
                  <TagLabel name={row.name} />
                </Link>
              ),
            }))}
          />
        )}
      </Answer>
    </Panel>
  )
}

type Row = {
  key: string
  name: ReactNode
  members: number
  sent: number
  delivered: number
  failed: number
  opened: number
  clicked: number
}

const FIRST_ROWS = 10

function Table({ label, rows, columns = COLUMNS }: { label: string; rows: Row[]; columns?: Column<Row>[] }) {
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

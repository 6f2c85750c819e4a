import { IconLinkOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { type Campaign, client } from '../../api.ts'
import { usePollMs } from '../../live/connection.ts'
import { Answer } from '../../parts/answer.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Notice } from '../../parts/notice.tsx'
import { VersionSwitch } from '../../parts/version-switch.tsx'
import type { Version } from '../../parts/versions.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { HeatMap } from './heat-map.tsx'
import classes from './link-map.module.css'
import { type LinkRow, linkRows } from './link-rows.ts'
import { LinkTable } from './link-table.tsx'

const route = getRouteApi('/frame/campaigns/$campaign')

const POLL_MS = 15_000

/** The message as it was sent with the clicks drawn over its links, and the links as a table beside it. */
export function LinkMap({ campaign: { id, tracking, variants } }: { campaign: Campaign }) {
  const { version } = route.useSearch()
  const navigate = route.useNavigate()
  const links = useQuery({
    queryKey: ['results', 'links', id, version],
    queryFn: ({ signal }) => client.campaigns.links(id, { version }, { signal }),
    refetchInterval: usePollMs(POLL_MS),
  })
  return (
    <>
      {!tracking.clicks && <Notice>Clicks were not tracked in this campaign: nobody can say who clicked what.</Notice>}
      <VersionSwitch
        label="Whose links"
        all="All versions"
        count={variants.length + 1}
        value={version}
        onChange={(next) =>
          void navigate({ search: (known) => ({ ...known, version: next }), replace: true, resetScroll: false })
        }
      />
      <Answer query={links} waiting={<Waiting rows={6} />}>
        {({ data }) =>
          data.length === 0 ? <NoLinks /> : <Shown campaign={id} version={version} rows={linkRows(data)} />
        }
      </Answer>
    </>
  )
}

function Shown({ campaign, version, rows }: { campaign: string; version: Version | undefined; rows: LinkRow[] }) {
  const [active, setActive] = useState<string>()
  const message = useQuery({
    queryKey: ['results', 'map', campaign, version],
    queryFn: ({ signal }) => client.campaigns.linkMap(campaign, { version }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <div className={classes.both}>
      <Answer query={message} waiting={<Waiting height={420} />}>
        {({ html }) => <HeatMap html={html} rows={rows} active={active} onActive={setActive} />}
      </Answer>
      <LinkTable rows={rows} active={active} onActive={setActive} />
    </div>
  )
}

function NoLinks() {
  return (
    <EmptyState icon={<IconLinkOff size={20} />} title="This message has no links">
      Besides the unsubscribe link there is nothing to click in it.
    </EmptyState>
  )
}

import { Button } from '@mantine/core'
import { IconPlus, IconWorld } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { client } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { Ago } from '../../parts/ago.tsx'
import { Answer } from '../../parts/answer.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Panel } from '../../parts/panel.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useProject } from '../../session.ts'
import { DomainPanel } from './domain-panel.tsx'
import { NewDomain } from './new-domain.tsx'
import classes from './settings.module.css'
import { SettingsPage } from './settings-page.tsx'
import { StreamsForm } from './streams-form.tsx'
import { TrackingHost } from './tracking-host.tsx'
import { useMay } from '../../use-may.ts'

const route = getRouteApi('/frame/settings/domains')

// More than anybody sends from; the API takes no more at once.
const MOST = 100

export function DomainsPage() {
  const { domain: open, new: isAdding = false } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay()('project:write')
  const project = useProject()
  const query = useQuery({
    queryKey: ['domains', 'list'],
    queryFn: ({ signal }) => client.domains.list({ limit: MOST }, { signal }),
  })
  const show = (domain?: string) => void navigate({ search: { domain }, replace: true })
  const add = () => void navigate({ search: { new: true } })
  useCommands(mayWrite ? [{ ...NEW, run: add }] : [])
  const button = mayWrite && (
    <Button leftSection={<IconPlus size={16} />} onClick={add} disabled={isAdding}>
      Add a domain
    </Button>
  )
  return (
    <SettingsPage
      section="/settings/domains"
      lead="Mail from these domains is signed (DKIM), so that mailbox providers see that it is yours and put it into the inbox."
      actions={button}
    >
      {isAdding && mayWrite && <NewDomain done={show} />}
      <Answer query={query} waiting={<Waiting rows={3} />}>
        {({ data }) => {
          const shown = data.find(({ id }) => id === open)
          if (data.length === 0 && !isAdding) return <NoDomains action={button} />
          return (
            <>
              {shown && <DomainPanel key={shown.id} domain={shown} mayWrite={mayWrite} close={() => show()} />}
              {data.length > 0 && (
                <Panel title="Domains">
                  {data.map(({ id, domain, verified, createdAt }) => (
                    <div key={id} className={classes.line}>
                      <div className={classes.words}>
                        <button type="button" className={classes.name} onClick={() => show(id)}>
                          {domain}
                        </button>
                        <div className={classes.quiet}>
                          added <Ago time={createdAt} />
                        </div>
                      </div>
                      <StatusMark
                        status={verified ? 'completed' : 'pending'}
                        word={verified ? 'Verified' : 'Not verified'}
                      />
                    </div>
                  ))}
                </Panel>
              )}
              {project && data.length > 0 && (
                <Panel title="Separate streams">
                  <StreamsForm streams={project.streams} domains={data.map(({ domain }) => domain)} />
                </Panel>
              )}
            </>
          )
        }}
      </Answer>
      <TrackingHost />
    </SettingsPage>
  )
}

const NEW = { id: 'new', label: 'Add a domain', keys: 'n', group: 'On this page', Icon: IconPlus } as const

function NoDomains({ action }: { action: ReactNode }) {
  return (
    <EmptyState icon={<IconWorld size={20} />} title="There are no domains yet" action={action}>
      Add the domain that you send from. You get a record to set in its DNS; from then on your mail carries a signature
      that nobody else can make.
    </EmptyState>
  )
}

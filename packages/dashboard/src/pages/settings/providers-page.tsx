import { Button } from '@mantine/core'
import { IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCommands } from '../../commands/use-commands.ts'
import { Answer } from '../../parts/answer.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useProject } from '../../session.ts'
import { NewProvider } from './new-provider.tsx'
import { ProviderLine } from './provider-line.tsx'
import { ProviderPanel } from './provider-panel.tsx'
import { providerKindsQuery, providersQuery } from './providers.ts'
import { SettingsPage } from './settings-page.tsx'
import { useMay } from '../../use-may.ts'

const route = getRouteApi('/frame/settings/providers')

export function ProvidersPage() {
  const { provider: open, new: isAdding = false, kind } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay()('project:write')
  const [query, kinds] = [useQuery(providersQuery), useQuery(providerKindsQuery)]
  const show = (provider?: string) => void navigate({ search: { provider }, replace: true })
  const add = () => void navigate({ search: { new: true } })
  useCommands(mayWrite ? [{ ...NEW, run: add }] : [])
  const button = mayWrite && (
    <Button leftSection={<IconPlus size={16} />} onClick={add} disabled={isAdding}>
      Add a provider
    </Button>
  )
  const both = {
    data: query.data && kinds.data && { providers: query.data.data, kinds: kinds.data.data },
    error: query.error ?? kinds.error,
    refetch: () => void Promise.all([query.refetch(), kinds.refetch()]),
  }
  return (
    <SettingsPage
      section="/settings/providers"
      lead="The accounts that your messages leave through. Each channel has a default; a campaign can name another."
      actions={button}
    >
      <Answer query={both} waiting={<Waiting rows={4} />}>
        {({ providers, kinds }) => {
          const shown = providers.find(({ id }) => id === open)
          return (
            <>
              {isAdding && mayWrite && (
                <NewProvider
                  kinds={kinds}
                  chosen={kind}
                  choose={(next) => void navigate({ search: { new: true, kind: next }, replace: true })}
                  done={show}
                />
              )}
              {shown && (
                <ProviderPanel key={shown.id} {...{ kinds, providers, mayWrite }} provider={shown} close={show} />
              )}
              {providers.length === 1 && !isAdding && !shown && <OnlyBuiltIn action={button} />}
              <Panel title="Providers">
                {providers.map((provider) => (
                  <ProviderLine key={provider.id} provider={provider} kinds={kinds} open={show} />
                ))}
              </Panel>
            </>
          )
        }}
      </Answer>
    </SettingsPage>
  )
}

const NEW = { id: 'new', label: 'Add a provider', keys: 'n', group: 'On this page', Icon: IconPlus } as const

function OnlyBuiltIn({ action }: { action: ReactNode }) {
  const isCaught = useProject()?.usesCatcher
  return (
    <EmptyState icon={<IconPlugConnected size={20} />} title="Mail leaves through the built-in sending" action={action}>
      {isCaught
        ? 'No mail server is set up, so everything stops in the mail catcher and nobody gets any. Add an account at a sending service, or any mail server.'
        : 'That is the mail server that whoever runs Rollcall has set up. Add an account of your own to send through that instead.'}
    </EmptyState>
  )
}

import { Button } from '@mantine/core'
import { IconShare } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Command } from '../../commands/command.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { useMay } from '../../use-may.ts'

const ShareDrawer = lazy(async () => ({ default: (await import('./share-drawer.tsx')).ShareDrawer }))

const route = getRouteApi('/frame/campaigns/$campaign')

/** Opens what shows these results to others. */
export function ShareButton({ campaign }: { campaign: string }) {
  const { share } = route.useSearch()
  const navigate = route.useNavigate()
  const show = (share: true | undefined) =>
    void navigate({ search: (known) => ({ ...known, share }), replace: true, resetScroll: false })
  const mayWrite = useMay()('campaigns:write')
  const command: Command = {
    ...{ id: 'share', label: 'Share these results', keys: 's', group: 'On this page', Icon: IconShare },
    run: () => show(true),
  }
  useCommands(mayWrite ? [command] : [])
  if (!mayWrite) return null
  return (
    <>
      <Button variant="default" leftSection={<IconShare size={16} />} onClick={() => show(true)}>
        Share
      </Button>
      {share && (
        <Suspense>
          <ShareDrawer campaign={campaign} close={() => show(undefined)} />
        </Suspense>
      )}
    </>
  )
}

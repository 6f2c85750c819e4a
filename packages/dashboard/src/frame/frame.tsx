import { ActionIcon, AppShell, Burger, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { bindCommands } from '../commands/bind-commands.ts'
import { followLive } from '../live/follow-live.ts'
import { DropAnywhere } from './drop-anywhere.tsx'
import classes from './frame.module.css'
import { Mark } from './mark.tsx'
import { MissingRule } from './missing-rule.tsx'
import { Sidebar } from './sidebar.tsx'
import { StatusStrip } from './status-strip.tsx'
import { useFrameCommands } from './use-frame-commands.ts'

const loadPalette = () => import('../palette/palette.tsx')
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }))
const ShortcutsSheet = lazy(async () => ({ default: (await import('./shortcuts-sheet.tsx')).ShortcutsSheet }))

/** The sidebar beside every page, on a narrow screen behind a burger; the palette and the shortcuts over all. */
export function Frame() {
  const [opened, menu] = useDisclosure(false)
  const [palette, paletteSwitch] = useDisclosure(false)
  const [sheet, sheetSwitch] = useDisclosure(false)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu
  useEffect(menu.close, [pathname])
  useEffect(bindCommands, [])
  useEffect(followLive, [])
  // The palette has to stand at once when it is called, so it arrives while nobody waits for anything.
  useEffect(() => void setTimeout(loadPalette, 1_000), [])
  useFrameCommands({ openPalette: paletteSwitch.toggle, openShortcuts: sheetSwitch.open })
  return (
    <AppShell
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 228, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      transitionDuration={120}
      withBorder={false}
    >
      <button type="button" className={classes.skip} onClick={() => document.getElementById('main')?.focus()}>
        Skip to the content
      </button>
      <AppShell.Header hiddenFrom="sm" className={classes.header}>
        <Group gap="sm" wrap="nowrap">
          <Burger
            opened={opened}
            onClick={menu.toggle}
            size="sm"
            aria-label={opened ? 'Close the menu' : 'Open the menu'}
          />
          <Mark size={22} />
          <strong>Rollcall</strong>
        </Group>
        <StatusStrip quiet />
        <ActionIcon size="lg" aria-label="Search or go to" onClick={paletteSwitch.open}>
          <IconSearch size={18} />
        </ActionIcon>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label="Main" data-opened={opened || undefined}>
        <Sidebar openPalette={paletteSwitch.open} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <MissingRule />
        <Outlet />
      </AppShell.Main>
      <DropAnywhere />
      <Suspense fallback={null}>
        {palette && <Palette opened close={paletteSwitch.close} />}
        {sheet && <ShortcutsSheet opened close={sheetSwitch.close} />}
      </Suspense>
    </AppShell>
  )
}

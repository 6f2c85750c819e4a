import type { KeyboardEvent } from 'react'

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  j: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  k: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
}

/** Arrow keys (or j and k) go from row to row, Home and End to the ends; Enter opens the link that has the keyboard. */
export function onRowKeys(event: KeyboardEvent<HTMLElement>) {
  const step = STEPS[event.key]
  if (!step || event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLAnchorElement)) return
  const table = event.currentTarget
  const at = linksIn(table).indexOf(event.target)
  if (at === -1) return
  event.preventDefault()
  const go = () => {
    const links = linksIn(table)
    links[step(at, links.length - 1)]?.focus()
  }
  go()
  const isToEnd = event.key === 'Home' || event.key === 'End'
  if (!isToEnd || !table.querySelector('tbody tr[aria-hidden]')) return
  // The rows at the end of a long table are drawn once it is in sight.
  table.scrollIntoView({ block: event.key === 'Home' ? 'start' : 'end' })
  requestAnimationFrame(() => requestAnimationFrame(go))
}

function linksIn(table: HTMLElement): HTMLAnchorElement[] {
  return [...table.querySelectorAll<HTMLAnchorElement>('tbody a[data-row-link]')]
}

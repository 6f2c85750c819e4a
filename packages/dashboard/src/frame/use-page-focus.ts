import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

// The path whose page was given the focus last; the first page after loading keeps the browser's own start.
let focusedPath = location.pathname
let hasMoved = false

/** Moves the focus to the heading of a page that one has just come to, so that keys and screen readers start there. */
export function usePageFocus<Heading extends HTMLElement>() {
  const heading = useRef<Heading>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    // A page that takes the place of its skeleton takes over the focus that went with it.
    const isLost = hasMoved && document.activeElement === document.body
    if (focusedPath === pathname && !isLost) return
    heading.current?.focus({ preventScroll: true })
    focusedPath = pathname
    hasMoved = true
  }, [pathname])
  return heading
}

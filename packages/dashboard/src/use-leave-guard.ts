import { useBlocker } from '@tanstack/react-router'

/** Asks before what was written and not saved is left. */
export function useLeaveGuard(hasChanges: boolean) {
  useBlocker({
    // The browser asks in the same way when the window is closed. What a page shows of itself may change all the same.
    shouldBlockFn: ({ current, next }) =>
      hasChanges &&
      current.pathname !== next.pathname &&
      !window.confirm('Leave without saving? What you changed here would be lost.'),
    enableBeforeUnload: hasChanges,
  })
}

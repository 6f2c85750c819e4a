import { type Hook, HookRefused } from './provider-kind.ts'

// Clocks differ.
const AHEAD_MS = 5 * 60_000

/** Refuses a hook that was signed too long ago, or in the future. Within the window a report counts once by its key. */
export function refuseOld(signedAtMs: number, { hook, windowMs }: { hook: Hook; windowMs: number }) {
  const ageMs = hook.at.getTime() - signedAtMs
  if (ageMs <= windowMs && ageMs >= -AHEAD_MS) return
  throw new HookRefused(
    ageMs > 0 ? 'It was signed too long ago.' : 'It was signed in the future; look at the clock of this machine.',
  )
}

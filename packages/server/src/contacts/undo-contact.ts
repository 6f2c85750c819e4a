import type { ContactColumn } from './contact-columns.ts'
import type { ContactState } from './contact-state.ts'
import type { ContactUndo, KeptValues } from './to-undo.ts'

/** A contact as it was, as far as nobody changed it since. */
export type UndoneContact = {
  /** The very state that was given when nothing is put back. */
  state: ContactState
  /** What somebody changed since, and therefore stays: names of fields and channels. */
  kept: string[]
}

type Sides = { was: KeptValues; became: KeptValues }

/** Puts back the values that are still what the change made of them; the others stay. Tags are not looked at. */
export function undoContact(current: ContactState, undo: ContactUndo): UndoneContact {
  const { was, became } = undo
  if (!was || !became) return { state: current, kept: [] }
  const next: ContactState = { ...current, values: { ...current.values }, folded: { ...current.folded } }
  const sides = { was, became }
  const kept = [
    ...undoValues(next, sides),
    ...undoStatus(next, sides),
    ...undoMarks(next, sides),
    ...undoRecord(next, 'fields', sides),
    ...undoRecord(next, 'channels', sides),
    ...undoRecord(next, 'consent', sides).map((channel) => `consent to ${channel}`),
  ]
  return { state: isSame(current, next) ? current : next, kept }
}

function undoValues(next: ContactState, { was, became }: Sides): string[] {
  const kept: string[] = []
  for (const [key, value] of Object.entries(was.values ?? {})) {
    // why: toUndo wrote the columns of a contact
    const column = key as ContactColumn
    if (next.values[column] !== (became.values?.[key] ?? null)) {
      kept.push(key)
      continue
    }
    next.values[column] = value
    refold(next, key, was)
    if (column === 'email' && was.emailKey !== undefined) undoAddress(next, was)
  }
  return kept
}

// What was found out about an address goes with it.
function undoAddress(next: ContactState, was: KeptValues) {
  next.emailKey = was.emailKey ?? null
  if (was.inboxProvider !== undefined) next.inboxProvider = was.inboxProvider
  if (was.validation !== undefined) next.validation = was.validation
}

/** The times tell whether somebody left, or came back, since; then the status is theirs. */
function undoStatus(next: ContactState, { was, became }: Sides): string[] {
  if (was.status === undefined) return []
  const times = ['subscribedAt', 'unsubscribedAt'] as const
  const isTheSame = times.every((time) => became[time] === undefined || next[time] === became[time])
  if (next.status !== became.status || !isTheSame) return ['status']
  next.status = was.status
  for (const time of times) {
    const before = was[time]
    if (before !== undefined) next[time] = before
  }
  return []
}

function undoMarks(next: ContactState, { was, became }: Sides): string[] {
  const kept: string[] = []
  if (was.funnel !== undefined) {
    if (next.funnel === became.funnel) next.funnel = was.funnel
    else kept.push('funnel')
  }
  if (was.lost !== undefined) {
    if (next.lost === became.lost) next.lost = was.lost
    else kept.push('lost')
  }
  if (was.tracking !== undefined) {
    if (next.tracking === became.tracking) next.tracking = was.tracking
    else kept.push('tracking')
  }
  return kept
}

function undoRecord(next: ContactState, name: 'fields' | 'channels' | 'consent', { was, became }: Sides): string[] {
  const kept: string[] = []
  const record: Record<string, unknown> = { ...next[name] }
  for (const [key, value] of Object.entries(was[name] ?? {})) {
    if (!isEqual(record[key] ?? null, became[name]?.[key] ?? null)) {
      kept.push(key)
      continue
    }
    if (value === null) delete record[key]
    else record[key] = value
    if (name === 'fields') refold(next, `fields.${key}`, was)
  }
  if (kept.length < Object.keys(was[name] ?? {}).length) Object.assign(next, { [name]: record })
  return kept
}

function refold(next: ContactState, column: string, was: KeptValues) {
  const folded = was.folded?.[column]
  if (folded === undefined) return
  if (folded === null) delete next.folded[column]
  else next.folded[column] = folded
}

function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

function isSame(a: ContactState, b: ContactState): boolean {
  const { tagIds: _, ...one } = a
  const { tagIds: __, ...other } = b
  return isEqual(one, other)
}

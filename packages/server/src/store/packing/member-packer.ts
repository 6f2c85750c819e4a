import type { EntryGroup, MemberGroups } from '@rollcall/engine'

/** The members of a set: places in the chunk and, where it is known, the second since when. */
export type Members = { locals: number[]; since: number[] }

/** Collects who is in what, in any order, for rows of one chunk. */
export class MemberPacker {
  readonly #sets = new Map<string, Members>()

  get(id: string): Members {
    const found = this.#sets.get(id)
    if (found !== undefined) return found
    const added = { locals: [], since: [] }
    this.#sets.set(id, added)
    return added
  }

  add(id: string, local: number): void {
    const { locals } = this.get(id)
    // A row that names something twice is in it once.
    if (locals[locals.length - 1] !== local) locals.push(local)
  }

  take(): { sets: MemberGroups; since: EntryGroup[] } {
    for (const members of this.#sets.values()) sortByLocal(members)
    const ids = [...this.#sets.keys()]
    const starts = new Uint32Array(ids.length + 1)
    const all = [...this.#sets.values()]
    for (const [at, { locals }] of all.entries()) starts[at + 1] = starts[at] + locals.length
    const members = new Uint16Array(starts[ids.length])
    for (const [at, { locals }] of all.entries()) members.set(locals, starts[at])
    return { sets: { ids, starts, members }, since: [...this.#sets].flatMap(toSinceGroup) }
  }
}

function toSinceGroup([kind, { locals, since }]: [string, Members]): EntryGroup[] {
  if (since.length === 0) return []
  const none = { spans: new Map(), entries: new Uint32Array(0) }
  const cells = {
    numbers: { ...none, values: new Float64Array(0) },
    texts: { ...none, values: new Uint32Array(0) },
    cellTexts: [],
  }
  return [{ kind, entries: { locals: Uint16Array.from(locals), at: Uint32Array.from(since), codes: [], ...cells } }]
}

function sortByLocal(members: Members): void {
  const { locals, since } = members
  let at = 1
  while (at < locals.length && locals[at] > locals[at - 1]) at++
  if (at >= locals.length) return
  const order = [...locals.keys()].sort((a, b) => locals[a] - locals[b])
  members.locals = order.map((place) => locals[place])
  if (since.length > 0) members.since = order.map((place) => since[place])
}

import { type Filter, type FilterNode, isGroup } from '@rollcall/filters'

/** Where a node stands: the positions on the way down; the root is the empty path. */
export type Path = readonly number[]

/** The filter after a change, and where the node that was meant stands now. */
export type Edited = { filter: Filter; path: Path }

/** The JSON pointer of a node, as the API names it in `errors`. */
export function pointerOf(path: Path): string {
  return `/filters${path.map((position) => `/conditions/${position}`).join('')}`
}

const keys = new WeakMap<FilterNode, string>()
let lastKey = 0

/** What a node is known by while it is edited and moved about, so that its editors keep what they hold. */
export function keyOf(node: FilterNode): string {
  const known = keys.get(node)
  if (known) return known
  lastKey += 1
  keys.set(node, String(lastKey))
  return String(lastKey)
}

/** The node at that place; the filter itself at the empty path. */
export function findNode(filter: Filter, path: Path): FilterNode | undefined {
  let node: FilterNode | undefined = filter
  for (const position of path) node = node && isGroup(node) ? node.conditions[position] : undefined
  return node
}

/** The filter with another node at that place, which stays the same row to the person. */
export function replaceNode(filter: Filter, path: Path, node: FilterNode): Filter {
  const before = findNode(filter, path)
  if (before) keys.set(node, keyOf(before))
  return changeGroup(filter, path.slice(0, -1), (nodes) => nodes.with(path.at(-1) ?? 0, node))
}

/** The filter without the node at that place. */
export function removeNode(filter: Filter, path: Path): Filter {
  return changeGroup(filter, path.slice(0, -1), (nodes) => nodes.toSpliced(path.at(-1) ?? 0, 1))
}

/** The filter with one more node at the end of the group at that place. */
export function addNode(filter: Filter, group: Path, node: FilterNode): Filter {
  return changeGroup(filter, group, (nodes) => [...nodes, node])
}

/** The filter with one more node before the one at that place. */
function insertNode(filter: Filter, path: Path, node: FilterNode): Filter {
  return changeGroup(filter, path.slice(0, -1), (nodes) => nodes.toSpliced(path.at(-1) ?? 0, 0, node))
}

/** The node taken from one place and put before what stands at another; nothing where a group would go into itself. */
export function moveNode(filter: Filter, from: Path, to: Path): Edited | undefined {
  const node = findNode(filter, from)
  if (!node || from.length === 0 || startsWith(to, from)) return undefined
  const inserted = insertNode(filter, to, node)
  const filterAfter = removeNode(inserted, shifted(from, to, 1))
  return { filter: filterAfter, path: shifted(to, from, -1) }
}

/** A copy right after the node. */
export function duplicateNode(filter: Filter, path: Path): Edited | undefined {
  const node = findNode(filter, path)
  const after = nextTo(path)
  return node && { filter: insertNode(filter, after, structuredClone(node)), path: after }
}

/** The node inside a new group of its own, in its place. */
export function wrapNode(filter: Filter, path: Path): Edited | undefined {
  const node = findNode(filter, path)
  if (!node) return undefined
  const group: Filter = { match: 'any', conditions: [node] }
  return { filter: changeGroup(filter, path.slice(0, -1), (nodes) => nodes.with(path.at(-1) ?? 0, group)), path }
}

/** What a group holds in the group's place. */
export function unwrapGroup(filter: Filter, path: Path): Edited | undefined {
  const group = findNode(filter, path)
  if (!group || !isGroup(group)) return undefined
  const place = path.at(-1) ?? 0
  const spread = (nodes: FilterNode[]) => nodes.toSpliced(place, 1, ...group.conditions)
  return { filter: changeGroup(filter, path.slice(0, -1), spread), path }
}

/** One step towards the start as it is read: past a condition, into the group above, or out of its own group. */
export function moveUp(filter: Filter, path: Path): Edited | undefined {
  const place = path.at(-1) ?? 0
  const group = path.slice(0, -1)
  if (place === 0) return group.length > 0 ? moveNode(filter, path, group) : undefined
  const before = [...group, place - 1]
  const node = findNode(filter, before)
  return moveNode(filter, path, node && isGroup(node) ? [...before, node.conditions.length] : before)
}

/** One step towards the end, likewise. */
export function moveDown(filter: Filter, path: Path): Edited | undefined {
  const place = path.at(-1) ?? 0
  const group = path.slice(0, -1)
  const next = [...group, place + 1]
  const node = findNode(filter, next)
  if (!node) return group.length > 0 ? moveNode(filter, path, nextTo(group)) : undefined
  return moveNode(filter, path, isGroup(node) ? [...next, 0] : nextTo(next))
}

function nextTo(path: Path): Path {
  return [...path.slice(0, -1), (path.at(-1) ?? 0) + 1]
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((position, depth) => path[depth] === position)
}

// Where `path` points once a node has come before `at`, or gone from there.
function shifted(path: Path, at: Path, by: 1 | -1): Path {
  const depth = at.length - 1
  const [position, place] = [path[depth], at[depth]]
  if (position === undefined || place === undefined || !startsWith(path, at.slice(0, -1))) return path
  const isBehind = by === 1 ? position >= place : position > place
  return isBehind ? path.with(depth, position + by) : path
}

function changeGroup(filter: Filter, path: Path, change: (nodes: FilterNode[]) => FilterNode[]): Filter {
  const [position, ...rest] = path
  if (position === undefined) return keep(filter, { ...filter, conditions: change(filter.conditions) })
  const child = filter.conditions[position]
  if (!child || !isGroup(child)) return filter
  return keep(filter, { ...filter, conditions: filter.conditions.with(position, changeGroup(child, rest, change)) })
}

function keep(before: Filter, after: Filter): Filter {
  keys.set(after, keyOf(before))
  return after
}

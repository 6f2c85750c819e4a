import { type Filter, type FilterNode, isGroup } from '@rollcall/filters'

/** Where a node stands: the positions on the way down; the root is the empty path. */
export type Path = readonly number[]

/** The JSON pointer of a node, as the API names it in `errors`. */
export function pointerOf(path: Path): string {
  return `/filters${path.map((position) => `/conditions/${position}`).join('')}`
}

/** The filter with another node at that place. */
export function replaceNode(filter: Filter, path: Path, node: FilterNode): Filter {
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

function changeGroup(filter: Filter, path: Path, change: (nodes: FilterNode[]) => FilterNode[]): Filter {
  const [position, ...rest] = path
  if (position === undefined) return { ...filter, conditions: change(filter.conditions) }
  const child = filter.conditions[position]
  if (!child || !isGroup(child)) return filter
  return { ...filter, conditions: filter.conditions.with(position, changeGroup(child, rest, change)) }
}

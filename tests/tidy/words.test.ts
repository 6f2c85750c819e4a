import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { conditions, operators } from '../../packages/filters/src/registry.ts'
import { isNode, lineAt, listFiles, type Node, type SourceFile, sourceFiles } from './source-file.ts'

const files = sourceFiles()
const production = files.filter(({ path }) => path.startsWith('packages/') && !/\.test\.tsx?$|\/fixtures\//.test(path))

describe('words', () => {
  it('name files in kebab-case after what they hold', () => {
    const names = listFiles(/^(packages|tests|tools|bench)\/.*\.(ts|tsx|mjs)$/)
    expect(
      names.filter(
        (path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.config|\.module)?\.(d\.)?(ts|tsx|mjs)$/.test(basename(path)),
      ),
    ).toEqual([])
    expect(names.filter((path) => /(^|[/-])(utils?|helpers?|common|misc|manager)\b/.test(path))).toEqual([])
  })

  it('give a reason beside every cast', () => {
    expect(
      places(production, isCast)
        .filter(([file, node]) => !hasReason(file, node))
        .map(show),
    ).toEqual([])
  })

  it('leave no note of work undone', () => {
    const note = /\b(TODO|FIXME|XXX|HACK)\b/
    expect(
      files
        .filter(({ path }) => !path.startsWith('tests/tidy/'))
        .flatMap((file) => file.comments.filter(({ value }) => note.test(value)).map(() => file.path)),
    ).toEqual([])
  })

  it('start each public export with a sentence about what one gets', () => {
    const open = production.filter(
      ({ path }) => /^packages\/(filters|engine|contract|sdk)\/src\//.test(path) && !path.includes('/routes/'),
    )
    expect(
      places(open, (node) => node.type === 'ExportNamedDeclaration' && isNode(node.declaration))
        .filter(([file, node]) => isUndocumented(file, node))
        .map(show),
    ).toEqual([])
  })

  it('keep clocks, randomness and the outside world out of filters and engine', () => {
    const banned =
      /\b(Date\.now|new Date\(\)|Math\.random|performance\.|process\.|fetch\(|node:(fs|net|http|crypto|child_process))/
    // The compiled kernels are read from their file, once per thread; nothing else comes from outside.
    const pure = production.filter(
      ({ path }) => /^packages\/(filters|engine)\/src\//.test(path) && path !== 'packages/engine/src/kernels/native.ts',
    )
    expect(pure.filter(({ text }) => banned.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('keep SQL in store, migrations and the supervisor', () => {
    const sql = /(['"`])\s*(select|insert into|update|delete from|with|create|alter|copy)\s[a-z_*$(]/i
    const elsewhere = production.filter(
      ({ path }) => !/server\/src\/(store|postgres)\//.test(path) && path.startsWith('packages/server/'),
    )
    expect(
      elsewhere.filter(({ text }) => /\.query(<|\()/.test(text) && sql.test(text)).map(({ path }) => path),
    ).toEqual([])
  })

  it('never name an operator or a condition outside filters', () => {
    const named = [...new Set(operators.map(({ id }) => id))].filter((id) => id.includes('_'))
    const outside = production.filter(({ path }) => !path.startsWith('packages/filters/') && !path.includes('/demo/'))
    const quoted = new RegExp(`['"\`](${named.join('|')})['"\`]`)
    const typed = new RegExp(`type: ['"](${conditions.map(({ id }) => id).join('|')})['"]`)
    expect(
      outside
        .filter(({ text }) => quoted.test(text) || (typed.test(text) && / op: ['"]/.test(text)))
        .map(({ path }) => path),
    ).toEqual([])
  })
})

function places(among: SourceFile[], isMeant: (node: Node) => boolean): [SourceFile, Node][] {
  return among.flatMap((file) =>
    file.nodes.filter(({ node }) => isMeant(node)).map(({ node }): [SourceFile, Node] => [file, node]),
  )
}

function show([file, node]: [SourceFile, Node]): string {
  return `${file.path}:${lineAt(file, node.start)}`
}

function isCast(node: Node): boolean {
  if (node.type === 'TSNonNullExpression') return true
  if (node.type !== 'TSAsExpression') return false
  const type = node.typeAnnotation
  const isConst = isNode(type) && isNode(type.typeName) && type.typeName.name === 'const'
  return !isConst
}

function hasReason(file: SourceFile, node: Node): boolean {
  const lines = file.text.split('\n')
  const line = lineAt(file, node.end)
  const first = lineAt(file, node.start)
  return lines.slice(Math.max(0, first - 3), line).some((text) => text.includes('why:'))
}

function isUndocumented(file: SourceFile, node: Node): boolean {
  const before = file.text
    .slice(0, node.start)
    .replace(/\s*\/\/ biome-ignore .*\n$/, '')
    .trimEnd()
  return !before.endsWith('*/')
}

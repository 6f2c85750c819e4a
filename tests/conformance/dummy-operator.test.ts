import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const SOURCE = join(ROOT, 'packages/filters/src')
const PROBE = join(import.meta.dirname, 'fixtures/dummy-operator-probe.ts')

/** An operator as anybody would add it: a file of its own, which names nothing but what its neighbours name. */
const DUMMY = `
import { matchText, some } from '../primitives.ts'
import { oneOrMore, text } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { anyOf } from './wording.ts'

/** Either end of the text. */
export const textDummy = operator({
  id: 'dummy_at_an_end',
  on: 'text',
  argument: oneOrMore(text),
  input: 'texts',
  words: (parts) => \`begins or ends with \${anyOf(parts)}\`,
  lower: (column, any) => some([matchText(column, { at: 'start', any }), matchText(column, { at: 'end', any })]),
  examples: [
    ['Acme Inc', ['ACME'], true],
    ['an acme inc', ['acme'], false],
    [missing, ['acme'], false],
  ],
})
`

describe('adding an operator', () => {
  let copy: string
  let known: Record<string, unknown>

  beforeAll(async () => {
    const room = await mkdtemp(join(tmpdir(), 'rollcall-dummy-operator-'))
    copy = join(room, 'src')
    await cp(SOURCE, copy, { recursive: true })
    await writeFile(join(room, 'package.json'), '{"type":"module"}')
    await symlink(join(ROOT, 'node_modules'), join(room, 'node_modules'))
    await writeFile(join(copy, 'operators/text-dummy.ts'), DUMMY)
    const registry = join(copy, 'operators/index.ts')
    const lines = (await readFile(registry, 'utf8')).replace('  textEndsWith,\n', '  textEndsWith,\n  textDummy,\n')
    await writeFile(registry, `import { textDummy } from './text-dummy.ts'\n${lines}`)
    const { stdout } = await promisify(execFile)(process.execPath, [PROBE, copy, 'dummy_at_an_end'])
    known = JSON.parse(stdout)
  })

  afterAll(() => rm(resolve(copy, '..'), { recursive: true, force: true }))

  it('touches two files: its own and the registry', async () => {
    expect(await differences()).toEqual(['operators/index.ts', 'operators/text-dummy.ts'])
  })

  it('lets filters be parsed and refused with it', () => {
    const condition = { type: 'field', field: 'company', op: 'dummy_at_an_end', values: ['ACME'] }
    expect(known.parsed).toEqual({ filter: { match: 'all', conditions: [condition] } })
    const detail = 'This is an empty list: "dummy_at_an_end" takes a list of one or more texts.'
    expect(known.refused).toEqual({ problems: [{ pointer: '/conditions/0/values', detail }] })
  })

  it('lets them be described', () => {
    expect(known.sentence).toBe('Company begins or ends with "ACME"')
  })

  it('lets them be lowered and asked of contacts', () => {
    const part = (at: string) => ({ is: 'text', column: 'company', at, any: ['acme'] })
    expect(known.lowering).toEqual({ is: 'any', of: [part('start'), part('end')] })
    expect(known.answers).toEqual([true, true, false, false])
  })

  it('shows it in the JSON Schema, the builder and the reference page', () => {
    expect(known.isInSchema).toBe(true)
    expect(known.builder).toEqual({ id: 'dummy_at_an_end', label: 'begins or ends with', input: 'texts' })
    expect(known.reference).toMatch(/^\| `dummy_at_an_end` \| begins or ends with \| a list of one or more texts \|/)
  })

  async function differences(): Promise<string[]> {
    const paths = new Set((await Promise.all([SOURCE, copy].map(listFiles))).flat())
    const isDifferent = await Promise.all(
      [...paths].map(async (path) => (await textOf(SOURCE, path)) !== (await textOf(copy, path))),
    )
    return [...paths].filter((_path, index) => isDifferent[index]).sort()
  }
})

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

async function textOf(folder: string, path: string): Promise<string | undefined> {
  return readFile(join(folder, path), 'utf8').catch(() => undefined)
}

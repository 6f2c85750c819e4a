import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type HitFacts, machineReasons } from './machine-reasons.ts'

type Label = HitFacts & { part: string; truth: string; source: string }

const TEXT = readFileSync(new URL('labelled-hits.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
const SOURCES = TEXT.flatMap((line) => /^# source (\w+): /.exec(line)?.[1] ?? [])
const [HEAD = '', ...LINES] = TEXT.filter((line) => !line.startsWith('#'))
const HITS = LINES.map(toLabel)
const DOCS = readFileSync(new URL('../../../../../docs/tracking.md', import.meta.url), 'utf8')

function toLabel(line: string): Label {
  const cells = line.split('\t')
  const names = HEAD.split('\t')
  expect(cells).toHaveLength(names.length)
  const cell = (name: string) => cells[names.indexOf(name)] ?? ''
  const given = (name: string) => (cell(name) === '-' ? null : cell(name))
  const msSinceSent = given('msSinceSent')
  return {
    ...{ part: cell('part'), truth: cell('truth'), source: cell('source'), method: cell('method') },
    kind: cell('kind') === 'open' ? 'open' : 'click',
    userAgent: given('userAgent'),
    prefetch: given('prefetch'),
    msSinceSent: msSinceSent === null ? null : Number(msSinceSent),
    linksAround: Number(cell('linksAround')),
  }
}

/** Of machines and of people, how many there are and how many are taken for machines. */
function measure(hits: Label[]) {
  const of = (truth: string) => hits.filter((hit) => hit.truth === truth)
  const marked = (some: Label[]) => some.filter((hit) => machineReasons(hit).length > 0).length
  const [machines, people] = [of('machine'), of('person')]
  const [found, wronged] = [marked(machines), marked(people)]
  const [precision, recall] = [found / (found + wronged), found / machines.length]
  return { machines: machines.length, found, people: people.length, wronged, precision, recall }
}

const PLAIN = HITS.filter(({ part }) => part !== 'hard')
const GROUPS: [name: string, hits: Label[]][] = [
  ['opens', PLAIN.filter(({ kind }) => kind === 'open')],
  ['clicks', PLAIN.filter(({ kind }) => kind === 'click')],
  ['both', PLAIN],
  ['of these, kept apart', HITS.filter(({ part }) => part === 'kept')],
  ['the hard part', HITS.filter(({ part }) => part === 'hard')],
  ['all, the hard part too', HITS],
]

describe('the labelled hits', () => {
  it('are hundreds of each kind, by people and by machines, each with a source that is named', () => {
    expect(HITS.length).toBeGreaterThan(500)
    for (const hits of [PLAIN, HITS])
      for (const truth of ['person', 'machine'])
        expect(hits.filter((hit) => hit.truth === truth).length).toBeGreaterThan(200)
    expect(new Set(HITS.map(({ source }) => source))).toEqual(new Set(SOURCES))
    expect(HITS.every(({ truth }) => truth === 'person' || truth === 'machine')).toBe(true)
  })

  it.each(GROUPS.slice(0, 4))('are told apart: %s', (_name, hits) => {
    const { precision, recall, people, wronged } = measure(hits)
    const floor = hits.length > 300 ? 0.95 : 0.92
    expect(Math.min(precision, recall)).toBeGreaterThanOrEqual(floor)
    expect(wronged / people).toBeLessThanOrEqual(0.05)
  })

  it.each(GROUPS)('are published as they are: %s', (name, hits) => {
    const { machines, found, people, wronged, precision, recall } = measure(hits)
    const figures = [`${found} of ${machines}`, `${wronged} of ${people}`, precision.toFixed(2), recall.toFixed(2)]
    expect(DOCS).toContain(`| ${name} | ${figures.join(' | ')} |`)
  })
})

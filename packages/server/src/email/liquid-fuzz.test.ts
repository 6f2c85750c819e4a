import { describe, expect, it } from 'vitest'
import { findVariables, parseLiquid, TemplateError } from './liquid.ts'

// Everything the language has, in good and bad order, with data that means something to HTML, to objects and to Liquid.
const PIECES = [
  ...['{{ a }}', '{{ a.b }}', '{{ a["b"] }}', '{{ a[a] }}', '{{ list }}', '{{ list | join: a }}', '{{ list[0].x.y }}'],
  ...['{{ a | default: "<b>" }}', '{{ a | upcase | append: a }}', '{{ "x" | times: 9 }}', '{{ a | split: "" | sort }}'],
  ...['{{ constructor }}', '{{ a.constructor.constructor }}', '{{ __proto__ }}', '{{ list.__proto__.polluted }}'],
  ...[
    '{{ a | date: "%Y%Y%Y" }}',
    '{{ "now" | date: "%s" }}',
    '{{ a | truncate: 99999999 }}',
    '{{ n | divided_by: 0 }}',
  ],
  ...['{% if a == b %}', '{% elsif a contains b %}', '{% else %}', '{% endif %}', '{% unless a %}', '{% endunless %}'],
  ...[
    '{% for x in list %}',
    '{% for x in (1..99999999) %}',
    '{% for x in (1..9) reversed %}',
    '{{ x }}',
    '{% endfor %}',
  ],
  ...['{% break %}', '{% tablerow x in (1..999999) cols:2 %}', '{% endtablerow %}', '{% assign a = a | append: a %}'],
  ...['{% assign __proto__ = list %}', '{% capture a %}', '{% endcapture %}', '{% cycle a, b %}', '{% increment n %}'],
  ...[
    '{% raw %}',
    '{% endraw %}',
    '{% comment %}',
    '{% endcomment %}',
    '{% case a %}',
    '{% when b %}',
    '{% endcase %}',
  ],
  ...['{% include "x" %}', '{% render "/etc/passwd" %}', '{% layout "x" %}', '{% liquid\necho a\n%}', '{% # %}'],
  ...[
    '{{',
    '}}',
    '{%',
    '%}',
    '{{ a |',
    '{% if',
    '"',
    "'",
    '<p>',
    '\u0000',
    '\ue000',
    '😀',
    '\ud800',
    ' ',
    '\n',
    'é'.repeat(99),
  ],
]
const VALUES: unknown[] = [null, '', '<script>alert(1)</script>', '{{ a }}', 0, -1, 1e308, Number.NaN, true]
VALUES.push(
  [],
  ['x', '<i>'],
  [[1, [2]], null],
  { b: '"&\'' },
  '__proto__',
  'x'.repeat(5_000),
  { toString: 1 },
  new Date(0),
)

const TEMPLATES = 2_000
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)
const LONGEST_OUTPUT = 5_000_001
const LONGEST_MS = 5_000

describe(`${TEMPLATES} random templates (SEED=${SEED})`, () => {
  it('are filled in or refused with a sentence, and nothing gets out', () => {
    const draw = drawing(SEED)
    const outcomes = { filled: 0, refused: 0 }
    for (let round = 0; round < TEMPLATES; round += 1) {
      const source = Array.from({ length: 1 + draw(12) }, () => PIECES[draw(PIECES.length)]).join('')
      const variables = {
        a: VALUES[draw(VALUES.length)],
        b: VALUES[draw(VALUES.length)],
        n: 3,
        list: VALUES[draw(VALUES.length)],
      }
      const startedAtMs = performance.now()
      outcomes[tryOut(source, variables)] += 1
      expect(performance.now() - startedAtMs, source).toBeLessThan(LONGEST_MS)
    }
    expect(outcomes.filled).toBeGreaterThan(TEMPLATES / 20)
    expect(outcomes.refused).toBeGreaterThan(TEMPLATES / 20)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

function tryOut(source: string, variables: object): 'filled' | 'refused' {
  const before = JSON.stringify(variables)
  try {
    findVariables(source, 'html')
    const output = parseLiquid(source, 'html').render(variables)
    expect(output.length, source).toBeLessThan(LONGEST_OUTPUT)
    // Values are escaped unless the template says raw, and no piece says it; nor does any lead to code or to a file.
    expect(output, source).not.toContain('<script')
    expect(output, source).not.toMatch(/\[native code\]|root:x:/)
    return 'filled'
  } catch (error) {
    if (!(error instanceof TemplateError)) throw new Error(`${JSON.stringify(source)}: ${error}`)
    expect(error.message, source).not.toBe('')
    return 'refused'
  } finally {
    expect(JSON.stringify(variables), source).toBe(before)
  }
}

/** Mulberry32: whole numbers below a bound, the same for the same seed. */
function drawing(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

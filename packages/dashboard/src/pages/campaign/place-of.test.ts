import { describe, expect, it } from 'vitest'
import { placeOf } from './place-of.ts'
import type { Finding } from './use-checks.ts'

const html = '<p>\n<img src="a.png">\n<a href="https://a.example/?b=1&amp;c=2">x</a>\n'

describe('where a finding can be mended', () => {
  const cases: [finding: Partial<Finding>, mjml: string, expected: unknown][] = [
    [{ where: { part: 'subject', line: null } }, '', { part: 'subject', line: null }],
    [{ where: { part: 'html', line: 4 } }, '', { part: 'html', line: 4 }],
    [{ where: { part: 'html', line: 4 } }, '<mjml>', { part: 'html', line: null }],
    [{ check: 'images' }, '', { part: 'html', line: 2 }],
    [
      { check: 'broken_links', sentence: '1 link does not work: https://a.example/?b=1&c=2 answers 404.' },
      '',
      { part: 'html', line: 3 },
    ],
    [{ check: 'insecure_links', sentence: '1 link is http: http://gone.example.' }, '', { part: 'html', line: null }],
    [{ check: 'audience' }, '', 'audience'],
    [{ check: 'postal_address' }, '', 'project'],
    [{ check: 'text' }, '', { part: 'text', line: null }],
    [{ check: 'transport' }, '', undefined],
  ]
  it.each(cases)('%j in %j', (finding, mjml, expected) => {
    const found: Finding = { check: 'template', level: 'warning', sentence: '', where: null, ...finding }
    expect(placeOf(found, { html, mjml })).toEqual(expected)
  })
})

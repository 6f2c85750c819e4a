import { describe, expect, it } from 'vitest'
import type { FieldDefinition, FieldType } from '../catalog.ts'
import { builtInFields } from './built-in-fields.ts'
import type { Field } from './field.ts'
import { type FieldValue, parseFieldText, parseFieldValue } from './field-value.ts'

const OPTIONS = ['red', 'green', 'Blue']

function field(type: FieldType | 'country' | 'language' | 'timezone'): FieldDefinition | Field {
  const builtIn = builtInFields.find(({ key }) => key === type)
  if (builtIn) return builtIn
  // why: every name that is not a built-in field's is a type
  return { key: 'f', name: 'F', type: type as FieldType, options: OPTIONS }
}

type Case = [type: Parameters<typeof field>[0], raw: unknown, expected: FieldValue | RegExp]

function check(parsed: { value: FieldValue } | { problem: string }, expected: FieldValue | RegExp) {
  if (expected instanceof RegExp) expect('problem' in parsed && parsed.problem).toMatch(expected)
  else expect(parsed).toEqual({ value: expected })
}

describe('parseFieldValue', () => {
  it.each<Case>([
    ['text', ' e\u0301 ', 'é'],
    ['text', ' \t\u00a0', null],
    ['text', null, null],
    ['text', 12, /^12 is not a text\.$/],
    ['text', 'a\u0000b', /U\+0000/],
    ['text', '\ud800', /surrogate/],
    ['number', -0, 0],
    ['number', 1e300, 1e300],
    ['number', Number.NaN, /is not a number/],
    ['number', Number.POSITIVE_INFINITY, /is not a number/],
    ['number', '12', /"12" is not a number/],
    ['boolean', false, false],
    ['boolean', 0, /true or false/],
    ['date', '2024-02-29', '2024-02-29'],
    ['date', '--02-29', '--02-29'],
    ['date', '2023-02-29', /"2023-02-29" is not a date/],
    ['instant', '2026-02-01T00:00:00.5+07:00', '2026-01-31T17:00:00Z'],
    ['instant', '2026-02-01', /offset/],
    ['select', 'Blue', 'Blue'],
    ['select', 'blue', /"red", "green" or "Blue"\. Did you mean "Blue"\?/],
    ['list', ['red', ' ', 'green', 'red'], ['red', 'green']],
    ['list', [], null],
    ['list', [' '], null],
    ['list', 'red', /"red" is not a list of texts/],
    ['list', ['red', 5], /5 is not a text/],
    ['list', ['pink'], /"pink" is not one of the options/],
    ['email', 'Ada@Example.org', 'Ada@Example.org'],
    ['email', 'ada', /e-mail address/],
    ['url', 'javascript:alert(1)', /web address/],
    ['phone', '+62 812 3456', '+62 812 3456'],
    ['country', 'indonesia', 'ID'],
    ['country', 'Atlantis', /not a country/],
    ['language', 'EN-gb', 'en-GB'],
    ['timezone', 'asia/calcutta', 'Asia/Kolkata'],
    ['timezone', 'Asia/Jakrta', /Did you mean "Asia\/Jakarta"/],
  ])('takes for %s %j as %s', (type, raw, expected) => check(parseFieldValue(field(type), raw), expected))

  it('takes any text for a select whose options nobody has declared', () => {
    check(parseFieldValue({ key: 'f', name: 'F', type: 'select' }, 'anything'), 'anything')
  })
})

describe('parseFieldText', () => {
  it.each<[Case[0], string, Case[2]]>([
    ['number', ' -12.50 ', -12.5],
    ['number', '+.5', 0.5],
    ['number', '1,000', /"1,000" is not a number/],
    ['number', '1e5', /is not a number/],
    ['number', '9'.repeat(400), /is not a number/],
    ['number', ' ', null],
    ['boolean', 'Yes', true],
    ['boolean', '0', false],
    ['boolean', 'maybe', /"maybe" is not true or false/],
    ['list', 'red, green,,', ['red', 'green']],
    ['list', ' , ', null],
    ['date', '2007-09-01', '2007-09-01'],
    ['instant', 'soon', /"soon" is not a time/],
    ['text', '12', '12'],
    ['country', 'USA', 'US'],
  ])('reads for %s %j as %s', (type, text, expected) => check(parseFieldText(field(type), text), expected))
})

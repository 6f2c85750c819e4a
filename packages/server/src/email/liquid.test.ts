import { describe, expect, it } from 'vitest'
import { parseLiquid, TemplateError } from './liquid.ts'

const variables = { contact: { firstName: '<b>Ada</b>', lastName: '', fields: { plan: 'A & B' } } }

function check(source: string, expected: string, into: 'html' | 'plain' = 'html') {
  expect(parseLiquid(source, into).render(variables)).toBe(expected)
}

describe('a template', () => {
  it.each([
    ['Hi {{ contact.firstName }}', 'Hi &lt;b&gt;Ada&lt;/b&gt;'],
    ['{{ contact.fields.plan }}', 'A &amp; B'],
    ['{{ contact.firstName | raw }}', '<b>Ada</b>'],
    ['[{{ contact.middleName }}]', '[]'],
    ['{{ contact.lastName | default: "friend" }}', 'friend'],
    ['{{ contact.fields.none.deeper | default: "-" }}', '-'],
    ['[{{ contact.constructor.name }}{{ contact.fields.__proto__ }}]', '[]'],
    ['{% if contact.fields.plan %}yes{% endif %}', 'yes'],
  ])('%s becomes %s', (source, expected) => check(source, expected))

  it('escapes nothing in plain text', () => check('{{ contact.firstName }}', '<b>Ada</b>', 'plain'))

  it.each([
    ['Hi {{ contact.firstName', 'not closed'],
    ['{{ contact.firstName | shout }}', 'undefined filter: shout'],
    ['{% include "/etc/passwd" %}', 'tag "include" not found'],
    ['{% render "x" %}', 'tag "render" not found'],
    ['{% layout "x" %}', 'tag "layout" not found'],
    ['{% for i in (1..10000000) %}x{% endfor %}', 'memory alloc limit exceeded'],
    ['x'.repeat(1_100_001), 'parse length limit exceeded'],
  ])('%.50s is refused with a reason', (source, reason) => {
    const render = () => parseLiquid(source, 'html').render(variables)
    expect(render).toThrow(TemplateError)
    expect(render).toThrow(reason)
  })
})

import { describe, expect, it } from 'vitest'
import { markFields, withoutMarks } from './mark-fields.ts'

const marked = (name: string, piece: string) => `<mark data-field="${name}">${piece}</mark>`

describe('marks around merge fields', () => {
  const cases: [html: string, expected: string][] = [
    ['<p>Hi {{ contact.firstName }}</p>', `<p>Hi ${marked('contact.firstName', '{{ contact.firstName }}')}</p>`],
    ['{{contact.fields.plan | default: "}"}}', marked('contact.fields.plan', '{{contact.fields.plan | default: "}"}}')],
    ['{{- contact.email -}}', marked('contact.email', '{{- contact.email -}}')],
    [
      '{% if contact.name %}{{ contact.name }}{% endif %}',
      `{% if contact.name %}${marked('contact.name', '{{ contact.name }}')}{% endif %}`,
    ],
    ['<a href="?e={{ contact.email }}">x</a>', '<a href="?e={{ contact.email }}">x</a>'],
    ['<a title="{{ contact.name | default: "x" }}">x</a>', '<a title="{{ contact.name | default: "x" }}">x</a>'],
    ['<title>{{ contact.name }}</title>', '<title>{{ contact.name }}</title>'],
    ['<style>.a { content: "{{ contact.name }}" }</style>', '<style>.a { content: "{{ contact.name }}" }</style>'],
    ['<!-- {{ contact.name }} -->', '<!-- {{ contact.name }} -->'],
    ['{% raw %}{{ contact.name }}{% endraw %}', '{% raw %}{{ contact.name }}{% endraw %}'],
    [
      '{% capture x %}{{ contact.name }}{% endcapture %}{{ x }}',
      '{% capture x %}{{ contact.name }}{% endcapture %}{{ x }}',
    ],
    ['{{ unsubscribe_url }}', '{{ unsubscribe_url }}'],
    ['1 < 2 {{ contact.name }}', `1 < 2 ${marked('contact.name', '{{ contact.name }}')}`],
  ]
  it.each(cases)('%s', (html, expected) => {
    expect(markFields(html)).toBe(expected)
    expect(withoutMarks(expected)).toBe(html)
  })

  it("leaves the author's own marks alone", () => {
    expect(withoutMarks('<mark>new</mark>')).toBe('<mark>new</mark>')
  })
})

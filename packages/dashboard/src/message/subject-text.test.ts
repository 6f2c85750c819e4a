import { describe, expect, it } from 'vitest'
import { subjectText } from './subject-text.ts'

describe('a subject in a list', () => {
  it.each([
    ['Dry socks', 'Dry socks'],
    ['{{ contact.firstName | default: "Hello" }}, three walks', '[first name], three walks'],
    ['{{contact.fields.last_purchase}} for {{- contact.name -}}', '[last purchase] for [name]'],
    ['Braces {{ of ours }} and { theirs }', 'Braces {{ of ours }} and { theirs }'],
    ['{% if contact.city %}Near {{ contact.city }}{% endif %}', '{% if contact.city %}Near [city]{% endif %}'],
    ['{{ ', '{{ '],
  ])('%s: %s', (subject, text) => {
    expect(subjectText(subject)).toBe(text)
  })
})

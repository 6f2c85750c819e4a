import { describe, expect, it } from 'vitest'
import { withUtm } from './with-utm.ts'

const utm = { source: 'news letter', medium: 'email', campaign: 'a&b' }
const ALL = 'utm_source=news%20letter&amp;utm_medium=email&amp;utm_campaign=a%26b'

describe('withUtm', () => {
  it.each<[string, string]>([
    ['<a href="https://x.org">', `<a href="https://x.org?${ALL}">`],
    ["<a class='b' href='http://x.org/p?q=1#end'>", `<a class='b' href='http://x.org/p?q=1&amp;${ALL}#end'>`],
    ['<A HREF="https://x.org/?">', `<A HREF="https://x.org/?${ALL}">`],
    [
      '<a href="https://x.org/?utm_source=mine&amp;utm_medium=sms">',
      '<a href="https://x.org/?utm_source=mine&amp;utm_medium=sms&amp;utm_campaign=a%26b">',
    ],
    ['<a href="https://x.org/{{ contact.fields.id }}">', `<a href="https://x.org/{{ contact.fields.id }}?${ALL}">`],
    ['<a href="https://x.org/{{ a | default: "b" }}">', `<a href="https://x.org/{{ a | default: "b" }}?${ALL}">`],
    ['<a href="https://x.org/{{ a | default: \'?#\' }}">', `<a href="https://x.org/{{ a | default: '?#' }}?${ALL}">`],
    ['<!-- <a href="https://x.org"> -->', '<!-- <a href="https://x.org"> -->'],
    ['<a href="{{ unsubscribe_url }}">', '<a href="{{ unsubscribe_url }}">'],
    ['<a href="mailto:a@x.org">', '<a href="mailto:a@x.org">'],
    ['<img src="https://x.org/a.png"> href="https://x.org"', '<img src="https://x.org/a.png"> href="https://x.org"'],
  ])('makes of %s', (html, expected) => {
    expect(withUtm(html, utm)).toBe(expected)
    expect(withUtm(expected, utm)).toBe(expected)
  })

  it('does nothing where nothing is asked', () => {
    expect(withUtm('<a href="https://x.org">', null)).toBe('<a href="https://x.org">')
  })
})

import { describe, expect, it } from 'vitest'
import { findLinks } from './find-links.ts'
import { parseLinkedTemplate } from './linked-template.ts'

const show = (html: string) => findLinks(html).map(({ start, end }) => html.slice(start, end))

describe('the links of a template', () => {
  it.each<[string, string[]]>([
    ['<a href="https://a.org">x</a> <area href=\'b\'> <A HREF=c>', ['https://a.org', 'b', 'c']],
    ['<a\n class=x\n href = "y" href="z">', ['y']],
    ['<a class="x > y" href="y">', ['y']],
    ['<a data-href="n" href>x</a><abbr href="n"><link href="n">', []],
    ['<!-- <a href="n"> --><!--[if mso]><a href="outlook"><![endif]-->', ['outlook']],
    ['<style>a { content: "<a href=n>" }</style><title><a href=n></title><a href="y">', ['y']],
    [
      '<a href="{{ contact.fields.site | default: "https://a.org" }}">',
      ['{{ contact.fields.site | default: "https://a.org" }}'],
    ],
    ['<a {% if x > "1" %}class="a"{% endif %} href="y">', ['y']],
    ['{% if a < b %}<a href="y">{% endif %}', ['y']],
    ['1 < 2 <a href="y"/>', ['y']],
    ['<a href="unclosed', []],
    ['<a href="y" <b>', ['y']],
    ['', []],
  ])('%s', (html, links) => {
    expect(show(html)).toEqual(links)
  })

  it.each(['<a ', '<!--', "<a href='", '<style>', '<a href="x" '])('are found in time in a million of %s', (piece) => {
    expect(findLinks(piece.repeat(1_000_000 / piece.length))).toEqual([])
  })
})

describe('a template whose links are led elsewhere', () => {
  const contact = { site: 'https://ada.org/?a=1&b=2', bad: 'javascript:alert(1)', mark: '~m~1;~m~', quote: '"><b>' }
  const render = (html: string) =>
    parseLinkedTemplate(html, '~mark~')?.render({ contact, list: ['a', 'b'] }, (url, linkNo) => `${linkNo}|${url}`)

  it.each<[string, string | undefined]>([
    ['<a href="https://a.org/x">x</a>', '<a href="1|https://a.org/x">x</a>'],
    ['<a href=http://a.org/x>x</a>', '<a href=1|http://a.org/x>x</a>'],
    ['<a href="https://a.org?a=1&amp;b=2&c=3">x</a>', '<a href="1|https://a.org/?a=1&amp;b=2&amp;c=3">x</a>'],
    ['<a href="{{ contact.site }}">x</a>', '<a href="1|https://ada.org/?a=1&amp;b=2">x</a>'],
    ['<a href="https://a.org/{{ contact.quote }}">x</a>', '<a href="1|https://a.org/%22%3E%3Cb%3E">x</a>'],
    [
      '<a href="#top"></a><a href="mailto:a@b.org"></a><a href="tel:1"></a><a href="/x"></a><a href="//x.org"></a>',
      undefined,
    ],
    ['<a href="#top"></a><a href="https://a.org/"></a>', '<a href="#top"></a><a href="2|https://a.org/"></a>'],
    ['<a href="{{ contact.bad }}">x</a>', '<a href="javascript:alert(1)">x</a>'],
    ['<a href="{{ contact.none }}">x</a>', '<a href="">x</a>'],
    ['<a href="https://a.org/?x=1&copy;=2">x</a>', undefined],
    [
      '{% for x in list %}<a href="https://a.org/{{ x }}">x</a>{% endfor %}',
      '<a href="1|https://a.org/a">x</a><a href="1|https://a.org/b">x</a>',
    ],
    [
      '{% if contact.none %}<a href="https://a.org/"></a>{% endif %}<a href="https://b.org/"></a>',
      '<a href="2|https://b.org/"></a>',
    ],
    [
      '<a href="{% if contact.none %}https://a.org{% else %}mailto:a@b.org{% endif %}">x</a>',
      '<a href="mailto:a@b.org">x</a>',
    ],
    ['<a href="https://a.org/"></a>{{ contact.mark }}', '<a href="1|https://a.org/"></a>~m~1;~m~'],
    ['{% capture x %}<a href="{{ contact.site }}">{% endcapture %}{{ x | truncate: 20 }}', undefined],
    [`<a href="https://a.org/${'x'.repeat(2_000)}">x</a>`, undefined],
  ])('%s', (html, expected) => {
    expect(render(html)).toBe(expected)
  })
})

import { describe, expect, it } from 'vitest'
import { inScheme, withoutImages } from './to-look.ts'

describe('a message as mail programs show it', () => {
  it('has its dark colours on a dark screen and no other', () => {
    const html = '<style>@media (prefers-color-scheme: dark) { p { color: #fff } }</style>'
    expect(inScheme(html, 'dark')).toContain('@media (min-width: 0) {')
    expect(inScheme(html, 'light')).toContain('@media (max-width: 0) {')
  })

  it('is turned round on a dark screen when it has no such colours', () => {
    expect(inScheme('<p>Hi</p>', 'dark')).toContain('invert(1)')
    expect(inScheme('<p>Hi</p>', 'light')).not.toContain('invert(1)')
  })

  const images: [html: string, expected: string][] = [
    ['<img src="https://a.example/x.png" alt="A > B">', '<img src="data:," alt="A > B">'],
    ["<img alt='' srcset='a.png 2x' src=a.png>", '<img alt=\'\' srcset="data:," src="data:,">'],
    ['<td background="https://a.example/x.png" width="1">', '<td width="1">'],
    ['<p style="background:url(\'https://a.example/x.png\') #fff">', '<p style="background:none #fff">'],
    ['<p style="background:url(x.png)">src="kept"</p>', '<p style="background:none">src="kept"</p>'],
  ]
  it.each(images)('shows no image of %s', (html, expected) => {
    expect(withoutImages(html)).toBe(expected)
  })
})

/** Ways to look at a message. */
export const LOOKS = ['desktop', 'phone', 'dark', 'images', 'text', 'all'] as const

export type Look = (typeof LOOKS)[number]

/** Ways to look at a page that people see. */
export const PAGE_LOOKS = ['desktop', 'phone', 'dark'] as const

export type PageLook = (typeof PAGE_LOOKS)[number]

const SCHEME = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi
const IMAGE = /<(?:img|source)\s(?:"[^"]*"|'[^']*'|[^'">])*>/gi
const ADDRESS = /\s(src|srcset)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi
const BACKGROUND = /\sbackground\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi
const CSS_IMAGE = /url\((?:"[^"]*"|'[^']*'|[^)"']*)\)/gi

// What mail programs do with a message that says nothing of dark: colours turned round, pictures as they are.
const TURNED =
  '<style>html{filter:invert(1) hue-rotate(180deg);background:#fff}img{filter:invert(1) hue-rotate(180deg)}</style>'

/** Whether a message has colours of its own for dark screens. */
export function hasDarkColors(html: string): boolean {
  return /prefers-color-scheme\s*:\s*dark/i.test(html)
}

/** A message for a light or a dark screen, whichever this one is. */
export function inScheme(html: string, scheme: 'light' | 'dark'): string {
  const own = html.replace(SCHEME, (_, asked: string) =>
    asked.toLowerCase() === scheme ? '(min-width: 0)' : '(max-width: 0)',
  )
  // Else the message would follow this screen where it names no colour itself, as for links.
  if (scheme === 'light') return `${own}<style>:root{color-scheme:light!important}</style>`
  return hasDarkColors(html) ? `${own}<style>:root{color-scheme:dark!important}</style>` : own + TURNED
}

/** A message to somebody who has images turned off: their alt texts stand there. */
export function withoutImages(html: string): string {
  return html
    .replace(IMAGE, (tag) => tag.replace(ADDRESS, ' $1="data:,"'))
    .replace(BACKGROUND, '')
    .replace(CSS_IMAGE, 'none')
}

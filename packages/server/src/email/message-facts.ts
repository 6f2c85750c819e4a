import { findLinks } from './find-links.ts'
import { decodeEntities } from './link-target.ts'

/** What an HTML message leads to and shows, as it was sent. */
export type MessageFacts = {
  /** Web addresses of links, each once. */
  links: string[]
  /** Links that are there to be followed and have no address: `#`, empty, or something that is no address. */
  deadLinks: string[]
  imagesWithoutAlt: number
}

// Those of other programs on the reader's machine are theirs.
const OTHER_SCHEMES = /^(mailto|tel|sms|cid|webcal|whatsapp):/i

/** Reads a message as mail programs do, comments left out. */
export function factsOf(html: string): MessageFacts {
  const hrefs = findLinks(html).map(({ start, end }) => {
    const href = html.slice(start, end)
    return (decodeEntities(href) ?? href).trim()
  })
  const dead = hrefs.filter((href) => !isWebAddress(href) && !OTHER_SCHEMES.test(href) && !/^#./.test(href))
  return {
    links: [...new Set(hrefs.filter(isWebAddress))],
    deadLinks: [...new Set(dead)],
    imagesWithoutAlt: countImagesWithoutAlt(html),
  }
}

function countImagesWithoutAlt(html: string): number {
  const images = html.replace(/<!--[\s\S]*?(-->|$)/g, '').match(/<img\s(?:"[^"]*"|'[^']*'|[^'">])*>/gi) ?? []
  return images.filter((image) => !/\salt[\s=/>]/i.test(image.replace(/"[^"]*"|'[^']*'/g, '""'))).length
}

function isWebAddress(href: string): boolean {
  return /^https?:\/\//i.test(href) && URL.canParse(href)
}

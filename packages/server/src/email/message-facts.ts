/** What an HTML message leads to and shows, as it was sent. */
export type MessageFacts = {
  /** Web addresses of links, each once. */
  links: string[]
  /** Links that are there to be followed and have no address: `#`, empty, or something that is no address. */
  deadLinks: string[]
  imagesWithoutAlt: number
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" }
// Those of other programs on the reader's machine are theirs.
const OTHER_SCHEMES = /^(mailto|tel|sms|cid|webcal|whatsapp):/i

/** Reads a message as mail programs do, comments left out. */
export function factsOf(html: string): MessageFacts {
  const visible = html.replace(/<!--[\s\S]*?(-->|$)/g, '')
  const hrefs = tagsOf(visible, 'a|area').flatMap((tag) => attributeOf(tag, 'href') ?? [])
  const links = hrefs.filter(isWebAddress)
  const dead = hrefs.filter((href) => !isWebAddress(href) && !OTHER_SCHEMES.test(href) && !/^#./.test(href))
  const imagesWithoutAlt = tagsOf(visible, 'img').filter((tag) => attributeOf(tag, 'alt') === undefined).length
  return { links: [...new Set(links)], deadLinks: [...new Set(dead)], imagesWithoutAlt }
}

function tagsOf(html: string, names: string): string[] {
  return html.match(new RegExp(`<(?:${names})\\s(?:"[^"]*"|'[^']*'|[^'">])*>`, 'gi')) ?? []
}

function attributeOf(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))|(?=[\\s/>]))`, 'i').exec(tag)
  if (!found) return undefined
  const raw = found[1] ?? found[2] ?? found[3] ?? ''
  return raw.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, entity: string) => ENTITIES[entity]).trim()
}

function isWebAddress(href: string): boolean {
  return /^https?:\/\//i.test(href) && URL.canParse(href)
}

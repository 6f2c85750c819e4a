/** What is looked at of one request for a pixel or a link, and of what its person did around it. */
export type HitFacts = {
  kind: 'open' | 'click'
  method: string
  userAgent: string | null
  /** Headers by which programs say that they load ahead. */
  prefetch: string | null
  /** From the moment the mail server took the message; below 0 is before it said so. null: unknown. */
  msSinceSent: number | null
  /** Of the same campaign, in the busiest 10 s around the click. */
  linksAround: number
}

/** Why a hit is taken for a machine's. The names are stored: never rename one. */
export type MachineReason = 'head' | 'prefetch' | 'apple_mpp' | 'scanner' | 'right_after_sending' | 'many_links'

/** No person reads and clicks as fast; security gateways do before they deliver. */
const FASTEST_CLICK_MS = 2_000
/** Within CLICK_WINDOW_MS. */
const MANY_LINKS = 3

/** How long the clicks around a click matter. */
export const CLICK_WINDOW_MS = 10_000

// Names by which programs say that nobody looks; labelled-hits.tsv holds them against known ones. CUBOT is a telephone.
const SCANNERS = [
  /(?<!\bcu)bot\b|crawler|spider|(?<!cam)scan(ner)?\b|\w(checker|fetcher|verify|validator|monitor)\b|linkcheck|securityheaders/i,
  /barracuda|proofpoint|mimecast|messagelabs|symantec|trend ?micro|forcepoint|forti(net|guard|mail)|cloudmark|urldefense/i,
  /facebookexternalhit|whatsapp\/|skypeuripreview|bingpreview|microsoftpreview|slack-imgproxy|google-safety|virustotal/i,
  /\b(preview|onebox|embedly|iframely)\b|link-?preview|unfurl/i,
  /^(curl|wget|python-|python\/|aiohttp|go-http-client|java\/|libwww-perl|node-fetch|axios|apache-httpclient|ruby|php|undici)/i,
  /^(colly|jersey|jetty|guzzle|got|ahc|scrapy|newspaper|lua-resty-http|faraday|httpie|postmanruntime|libcurl)\b/i,
  /httpurlconnection|http[ -]?client|libwww-perl|headlesschrome|phantomjs|puppeteer|playwright|selenium|cypress\/|wkhtmlto|powershell\//i,
  // Robots leave an address behind, by which whoever reads a log finds their makers.
  /https?:\/\/|\bwww\.|\w@\w[\w-]*\.[a-z]{2}|^mozilla\/5\.0 \(compatible; (?!msie|konqueror|.*webkit)|gecko; compatible;/i,
]

/** Those that fetch a picture when somebody opens the message, and say who they are. */
const MAIL_PROXIES = /googleimageproxy|yahoomailproxy|seznamemailproxy|fastmailua|hey\.com\/imageproxy/i

// What follows a link, or shows a message, for people says so: as a browser, by the device that it runs on, or as a mail client.
// Whatever has another name is a program.
const BROWSERS = [
  /mozilla|opera|\bopr\/|browser|webkit|chrom(e|ium)|firefox|safari|cfnetwork|midp|mosaic|netfront|hbbtv|docomo|ucweb/i,
  /\b(android|iphone|ipad|darwin|windows|mac ?os|linux|symbian|blackberry|nokia|links|elinks|lynx|w3m|netsurf|midori|dillo|edbrowse)/i,
]
const MAIL_CLIENTS = [
  ...BROWSERS,
  /mail|outlook|office|the bat!|barca|postbox|notes|thunderbird|emclient|evolution\/|okhttp/i,
]

/** Office and Safe Links look at a link before, or instead of, the browser that it is opened in. */
const OFFICE = /\bms-?office\b|microsoft (office|outlook)/i

const BARE_AGENT = 'Mozilla/5.0'

/** Gmail, loading pictures ahead of messages that come in while it is open. */
const GMAIL_AHEAD = / Edge\/12\.246 Mozilla\/5\.0$/

type Rule = { reason: MachineReason; applies(hit: HitFacts): boolean }

const RULES: Rule[] = [
  { reason: 'head', applies: ({ method }) => method === 'HEAD' },
  {
    reason: 'prefetch',
    applies: ({ kind, prefetch, userAgent }) =>
      /prefetch|prerender|preview/i.test(prefetch ?? '') || (kind === 'open' && GMAIL_AHEAD.test(userAgent ?? '')),
  },
  // Apple's proxy loads pictures whether or not anybody reads, and never follows links.
  { reason: 'apple_mpp', applies: ({ kind, userAgent }) => kind === 'open' && userAgent === BARE_AGENT },
  { reason: 'scanner', applies: isScanner },
  {
    reason: 'right_after_sending',
    applies: ({ kind, msSinceSent }) => kind === 'click' && msSinceSent !== null && msSinceSent <= FASTEST_CLICK_MS,
  },
  { reason: 'many_links', applies: ({ kind, linksAround }) => kind === 'click' && linksAround >= MANY_LINKS },
]

/** Everything that speaks for a machine; nothing means that a person did it. */
export function machineReasons(hit: HitFacts): MachineReason[] {
  return RULES.filter(({ applies }) => applies(hit)).map(({ reason }) => reason)
}

function isScanner({ kind, userAgent }: HitFacts): boolean {
  const agent = userAgent ?? ''
  if (kind === 'click' && (agent === BARE_AGENT || OFFICE.test(agent) || agent === '')) return true
  if (agent !== '' && !(kind === 'click' ? BROWSERS : MAIL_CLIENTS).some((name) => name.test(agent))) return true
  return !MAIL_PROXIES.test(agent) && SCANNERS.some((name) => name.test(agent))
}

type Click = { atMs: number; linkNo: number }

/**
 * Of how many links a person clicked in the busiest 10 s that include a moment. The clicks are gone through once, so that
 * somebody who clicks thousands of times holds nobody up.
 */
export function createLinkCounter(clicks: readonly Click[]): (atMs: number) => number {
  const windows = windowsOf(clicks)
  return (atMs) => {
    let most = 0
    for (const { atMs: start, links } of windows)
      if (start <= atMs && atMs - start <= CLICK_WINDOW_MS && links > most) most = links
    return most
  }
}

/** Of how many links there are clicks in the 10 s from each click on. */
function windowsOf(clicks: readonly Click[]): { atMs: number; links: number }[] {
  const sorted = clicks.toSorted((one, other) => one.atMs - other.atMs)
  const inWindow = new Map<number, number>()
  let end = 0
  return sorted.map(({ atMs, linkNo }) => {
    for (; end < sorted.length && sorted[end].atMs - atMs <= CLICK_WINDOW_MS; end += 1)
      inWindow.set(sorted[end].linkNo, (inWindow.get(sorted[end].linkNo) ?? 0) + 1)
    const links = inWindow.size
    const left = (inWindow.get(linkNo) ?? 0) - 1
    if (left > 0) inWindow.set(linkNo, left)
    else inWindow.delete(linkNo)
    return { atMs, links }
  })
}

import { describe, expect, it } from 'vitest'
import { createLinkCounter, type HitFacts, type MachineReason, machineReasons } from './machine-reasons.ts'

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148'
const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/42.0.2311.135 Safari/537.36'
const person: HitFacts = {
  kind: 'click',
  method: 'GET',
  userAgent: IPHONE,
  prefetch: null,
  msSinceSent: 60_000,
  linksAround: 1,
}
const open: Partial<HitFacts> = { kind: 'open', linksAround: 0 }
const agent = (userAgent: string | null, kind: HitFacts['kind'] = 'click') => ({ kind, userAgent })

describe('a hit', () => {
  it.each<[string, Partial<HitFacts>, MachineReason[]]>([
    ['a click by hand', {}, []],
    ['an open by hand', open, []],
    ['HEAD', { method: 'HEAD' }, ['head']],
    ['an open by HEAD', { ...open, method: 'HEAD' }, ['head']],
    ['Apple Mail Privacy Protection', agent('Mozilla/5.0', 'open'), ['apple_mpp']],
    ['a click as Mozilla/5.0', agent('Mozilla/5.0'), ['scanner']],
    ['Apple Mail itself', agent('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'open'), []],
    ['a click without a user agent', agent(null), ['scanner']],
    ['a click with an empty one', agent(''), ['scanner']],
    ['an open without a user agent', agent(null, 'open'), []],
    ['Gmail loading ahead', agent(`${CHROME} Edge/12.246 Mozilla/5.0`, 'open'), ['prefetch']],
    ['HEY', agent('hey.com/imageproxy Mozilla/5.0 (X11; Linux x86_64) Chrome/134.0.0.0 Safari/537.36', 'open'), []],
    ['Outlook showing a message', agent('Mozilla/4.0 (compatible; ms-office; MSOffice 16)', 'open'), []],
    ['Office looking at a link', agent('Mozilla/4.0 (compatible; ms-office; MSOffice 16)'), ['scanner']],
    ['a mail client of its own name', agent('The Bat! 9.3.4', 'open'), []],
    ['a mail client that names nothing else', agent('Evolution/3.50.1', 'open'), []],
    ['a program of its own name', agent('Keydrop Sync'), ['scanner']],
    ['an address left behind', agent('Mozilla/5.0 Keydrop (https://keydrop.example/about)', 'open'), ['scanner']],
    ['an app that scans paper', agent('Mozilla/5.0 (Linux; Android 9; wv) Chrome/111.0 CamScanner/6.27'), []],
    ['a small browser', agent('Dillo/3.1.1'), []],
    ['a browser in lines', agent('edbrowse/3.7.7'), []],
    ['a text browser', agent('Lynx/2.8.9rel.1 libwww-FM/2.14 SSL-MM/1.4.1'), []],
    [
      'Gmail',
      agent('Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)', 'open'),
      [],
    ],
    ['Yahoo', agent('YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html', 'open'), []],
    ['a Cubot telephone', agent('Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36'), []],
    ['a robot', agent('Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'), ['scanner']],
    ['a link preview', agent('Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)'), ['scanner']],
    ['a gateway', agent('Mozilla/5.0 (Windows NT 10.0) Barracuda Sentinel (EE)'), ['scanner']],
    ['a program', agent('python-requests/2.32.3'), ['scanner']],
    ['a browser without a window', agent('Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/126.0'), ['scanner']],
    ['a shell', agent('Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.1'), ['scanner']],
    [
      'a browser that is tested with',
      agent('Mozilla/5.0 (X11) Cypress/12.1.0 Chrome/106.0 Electron/21.0'),
      ['scanner'],
    ],
    ['a printer of pages', agent('Mozilla/5.0 (X11; Linux) wkhtmltopdf Safari/538.1'), ['scanner']],
    ['a click 2 s after', { msSinceSent: 2_000 }, ['right_after_sending']],
    ['a click a little later', { msSinceSent: 2_001 }, []],
    ['a click before', { msSinceSent: -500 }, ['right_after_sending']],
    ['an open at once', { ...open, msSinceSent: 300 }, []],
    ['a click at an unknown moment', { msSinceSent: null }, []],
    ['two links', { linksAround: 2 }, []],
    ['three links', { linksAround: 3 }, ['many_links']],
    ['Sec-Purpose', { prefetch: 'prefetch;prerender' }, ['prefetch']],
    ['X-Moz', { ...open, prefetch: 'prefetch' }, ['prefetch']],
    ['another purpose', { prefetch: 'navigate' }, []],
    ['all at once', { method: 'HEAD', msSinceSent: 1, linksAround: 9 }, ['head', 'right_after_sending', 'many_links']],
  ])('%s', (_name, facts, reasons) => {
    expect(machineReasons({ ...person, ...facts })).toEqual(reasons)
  })
})

describe('the links around a click', () => {
  it('are counted at once, however often somebody clicks', () => {
    const count = createLinkCounter(Array.from({ length: 100_000 }, (_, at) => ({ atMs: at, linkNo: at % 7 })))
    expect([0, 50_000, 99_999].map(count)).toEqual([7, 7, 7])
  })

  it.each<[string, [number, number][], number, number]>([
    ['itself', [[0, 1]], 0, 1],
    [
      'the same one thrice',
      [
        [0, 1],
        [1_000, 1],
        [2_000, 1],
      ],
      1_000,
      1,
    ],
    [
      'three after it',
      [
        [0, 1],
        [5_000, 2],
        [10_000, 3],
      ],
      0,
      3,
    ],
    [
      'three before it',
      [
        [0, 1],
        [5_000, 2],
        [10_000, 3],
      ],
      10_000,
      3,
    ],
    [
      'one a moment too late',
      [
        [0, 1],
        [5_000, 2],
        [10_001, 3],
      ],
      0,
      2,
    ],
    [
      'three within 20 s',
      [
        [0, 1],
        [10_000, 2],
        [20_000, 3],
      ],
      10_000,
      2,
    ],
  ])('%s', (_name, clicks, atMs, expected) => {
    expect(createLinkCounter(clicks.map(([at, linkNo]) => ({ atMs: at, linkNo })))(atMs)).toBe(expected)
  })
})

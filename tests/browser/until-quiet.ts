import type { Page, Request } from 'playwright-core'

const openRequests = new WeakMap<Page, Set<Request>>()
const QUIET_MS = 300

/** Waits until a page has asked for nothing for a moment; the stream of live sizes, which stays open, aside. */
export async function untilQuiet(page: Page) {
  const open = openRequests.get(page)
  for (let quietSince = Date.now(); Date.now() - quietSince < QUIET_MS; ) {
    await page.waitForTimeout(50)
    if (open && open.size > 0) quietSince = Date.now()
  }
}

/** Has a page's requests followed from now on, for `untilQuiet`. */
export function followRequests(page: Page) {
  const open = new Set<Request>()
  openRequests.set(page, open)
  page.on('request', (request) => {
    if (!request.url().includes('/v1/live')) open.add(request)
  })
  page.on('requestfinished', (request) => void open.delete(request))
  page.on('requestfailed', (request) => void open.delete(request))
}

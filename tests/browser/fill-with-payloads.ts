import type { Page } from 'playwright-core'
import { PAYLOADS } from './script-payloads.ts'

/** Looks like a text of ours, so somebody has entered it. */
const ENTERED = /ran\(|evil\.test/

type Place = { holder: Record<string, unknown>; key: string }

/**
 * From now on the page gets all payloads at every place of a reply where one of them was: where a reply has a hundred such
 * names, each of them holds a hundredth of the payloads; where it has one, that holds all. Whoever enters a text of a kind
 * once has so entered it a thousand times. Answers how many different payloads each place has held, such as `GET /v1/topics data.name`.
 */
export async function fillWithPayloads(page: Page): Promise<Map<string, number>> {
  const filled = new Map<string, number>()
  await page.route(/\/v1\/(?!live)/, async (route) => {
    const response = await route.fetch().catch(() => undefined)
    // The page has left meanwhile.
    if (!response) return route.abort().catch(() => undefined)
    if (!/json/.test(response.headers()['content-type'] ?? '')) return route.fulfill({ response })
    const json: unknown = await response.json()
    const request = route.request()
    const call = `${request.method()} ${new URL(request.url()).pathname.replaceAll(/\w+_[0-9a-z]{26}/g, '*')}`
    for (const [path, places] of placesIn(json)) {
      filled.set(`${call} ${path}`, fill(places))
    }
    return route.fulfill({ response, json })
  })
  return filled
}

function placesIn(json: unknown): Map<string, Place[]> {
  const found = new Map<string, Place[]>()
  const visit = (value: unknown, path: string[]) => {
    if (typeof value !== 'object' || value === null) return
    // why: any object's entries are read and replaced alike
    const holder = value as Record<string, unknown>
    for (const [key, inner] of Object.entries(holder)) {
      const here = Array.isArray(value) ? path : [...path, key]
      if (typeof inner !== 'string') visit(inner, here)
      else if (ENTERED.test(inner)) found.set(here.join('.'), [...(found.get(here.join('.')) ?? []), { holder, key }])
    }
  }
  visit(json, [])
  return found
}

function fill(places: Place[]): number {
  const share = Math.ceil(PAYLOADS.length / places.length)
  const held = new Set<string>()
  for (const [at, { holder, key }] of places.entries()) {
    const texts = PAYLOADS.slice(at * share, (at + 1) * share)
    if (texts.length > 0) holder[key] = texts.join(' ')
    for (const text of texts) held.add(text)
  }
  return held.size
}

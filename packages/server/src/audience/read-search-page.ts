import type { Page } from '@rollcall/engine'
import { type Lowering, searchLowering, similarLowerings } from '@rollcall/filters'
import type { Product } from '../product.ts'
import { type PageRequest, readPage } from './read-page.ts'

/** `lowering` is what is asked besides the free search `q`. */
export type SearchPageRequest = PageRequest & { q: string | undefined }

/** `approximate`: nobody matches `q`, so these are the people whose names, addresses or numbers are nearest to it. */
export type SearchPage = Page & { approximate: boolean }

/**
 * One page of those who match; when nobody in the project matches `q`, of those who would with the fewest typos that find anybody.
 *
 * A page after the first decides anew: it goes on with the nearest as long as nobody matches exactly.
 */
export async function readSearchPage(
  product: Product,
  projectId: number,
  { q = '', lowering, ...options }: SearchPageRequest,
): Promise<SearchPage> {
  const searched = searchLowering(q) ?? EVERYONE
  const read = (part: Lowering) =>
    readPage(product, projectId, { ...options, lowering: { is: 'all', of: [part, lowering] } })
  const exact = { ...(await read(searched)), approximate: false }
  // Whoever is left out only by what else is asked is an exact match all the same, and better news than a similar name.
  if (exact.total > 0 || (await product.index.count(projectId, searched)) > 0) return exact
  for (const similar of similarLowerings(q)) {
    const nearest = await read(similar)
    if (nearest.total > 0) return { ...nearest, approximate: true }
  }
  return exact
}

const EVERYONE: Lowering = { is: 'constant', value: true }

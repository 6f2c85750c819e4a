import { BadCursorError, type Page, type Sort } from '@rollcall/engine'
import type { Lowering } from '@rollcall/filters'
import { invalid } from '../failure.ts'
import type { Product } from '../product.ts'

export type PageRequest = {
  lowering: Lowering
  limit: number
  /** The cursor of the page before. */
  after?: string
  /** By a column of the index; newest first without it. */
  sort?: Sort
  /** Where the cursor stands in the request; `?after` unless given. */
  pointer?: string
}

/** One page of those who match, with their total. A cursor that is not ours is refused. */
export async function readPage(product: Product, projectId: number, request: PageRequest): Promise<Page> {
  const { lowering, pointer = '?after', ...options } = request
  try {
    return await product.index.page(projectId, lowering, options)
  } catch (error) {
    if (!(error instanceof BadCursorError)) throw error
    throw invalid(pointer, 'must be the next_cursor of an earlier answer of this same call')
  }
}

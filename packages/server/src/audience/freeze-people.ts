import { RowBitmap } from '@rollcall/engine'
import type { Product } from '../product.ts'
import { findRowNos } from '../store/contacts.ts'
import { lowerSearch, type Search } from './search-lowering.ts'

/** Whom a request is about: contacts by name, or all who match. */
export type PeopleRequest = Search & { contacts?: string[] | undefined; except?: string[] | undefined }

/** Whoever matches right now, whatever changes later. Names that mean nobody are left out. */
export async function freezePeople(product: Product, projectId: number, request: PeopleRequest): Promise<RowBitmap> {
  const { database, index, now } = product
  if (request.contacts !== undefined) {
    return RowBitmap.of((await findRowNos(database, projectId, storable(request.contacts))).values())
  }
  const lowering = await lowerSearch(database, projectId, { search: request, now: now() })
  const { members } = await index.members(projectId, lowering)
  if (request.except === undefined) return members
  return members.andNot(RowBitmap.of((await findRowNos(database, projectId, storable(request.except))).values()))
}

// PostgreSQL cannot even be asked about U+0000; nobody is called that.
function storable(texts: string[]): string[] {
  return texts.filter((text) => !text.includes('\u0000'))
}

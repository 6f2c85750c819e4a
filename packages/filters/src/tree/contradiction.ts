import type { Catalog } from '../catalog.ts'
import { columnsOf } from '../fields/columns.ts'
import type { CodesMatch, Lowering, Range, Span, TextMatch } from '../lowering.ts'
import { sameMeaning } from './same-meaning.ts'

/** Whether two simple questions can never both be answered with yes. That none is found does not mean that there is none. */
export function exclude(one: Lowering, other: Lowering, catalog: Catalog): boolean {
  if (one.is === 'not') return other.is !== 'not' && deny(one.of, other)
  if (other.is === 'not') return deny(other.of, one)
  if (!('column' in one) || !('column' in other) || one.column !== other.column) return false
  if (one.is === 'range' && other.is === 'range') return isApart(one, other) || isApart(other, one)
  if (one.is === 'text' && other.is === 'text') return isTextApart(one, other)
  return one.is === 'codes' && other.is === 'codes' && isSingle(one.column, catalog) && isDisjoint(one.any, other.any)
}

/** Whether a question cannot be answered with yes where another one is answered with no. */
function deny(denied: Lowering, asked: Lowering): boolean {
  if (sameMeaning(denied, asked)) return true
  if (!('column' in denied) || !('column' in asked) || denied.column !== asked.column) return false
  if (denied.is === 'present') return true
  return denied.is === 'codes' && asked.is === 'codes' && isPart(asked, denied)
}

function isPart(asked: CodesMatch, denied: CodesMatch): boolean {
  return asked.any.every((code) => denied.any.includes(code))
}

function isApart({ to }: Span, { from }: Range): boolean {
  if (!to || !from) return false
  return from.value > to.value || (from.value === to.value && (from.open === true || to.open === true))
}

function isTextApart(one: TextMatch, other: TextMatch): boolean {
  return one.at === 'equal' && other.at === 'equal' && isDisjoint(one.any, other.any)
}

function isSingle(column: string, catalog: Catalog): boolean {
  return columnsOf(catalog.fields).some(({ id, storage }) => id === column && storage === 'choice')
}

function isDisjoint(some: readonly string[], others: readonly string[]): boolean {
  return !some.some((value) => others.includes(value))
}

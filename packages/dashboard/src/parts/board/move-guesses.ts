import type { Guess } from '../../use-change.ts'

type Page<Item> = { data: Item[]; total: number }
type Move<Item> = { column: string[]; from: string; to: string; moved: Item }

/** What the pages of both columns will show once a card has gone from one to the top of the other. */
export function moveGuesses<Item extends { id: string }>({ column, from, to, moved }: Move<Item>): Guess[] {
  const isOther = ({ id }: Item) => id !== moved.id
  const less = (page: Page<Item>) => ({ ...page, total: page.total - 1, data: page.data.filter(isOther) })
  const first = (page: Page<Item>) => ({ ...page, total: page.total + 1, data: [moved, ...page.data.filter(isOther)] })
  return [
    { key: [...column, from], edit: less },
    { key: [...column, to, null], edit: first },
  ]
}

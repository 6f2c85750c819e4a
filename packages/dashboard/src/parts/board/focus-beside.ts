/** Gives the keyboard to the next card of the same column, or to the card at about the same height of the next one. */
export function focusBeside(card: HTMLElement, direction: 'up' | 'down' | 'left' | 'right') {
  const column = card.closest('[data-column]')
  const board = column?.parentElement
  if (!column || !board) return
  const step = direction === 'up' || direction === 'left' ? -1 : 1
  if (direction === 'up' || direction === 'down') {
    const cards = cardsIn(column)
    return cards[cards.indexOf(card) + step]?.focus()
  }
  const columns = [...board.querySelectorAll('[data-column]')]
  const from = columns.indexOf(column)
  const ahead = step > 0 ? columns.slice(from + 1) : columns.slice(0, from).reverse()
  const cards = ahead.map(cardsIn).find(({ length }) => length > 0)
  const top = card.getBoundingClientRect().top
  cards?.reduce((nearest, other) => (distance(other, top) < distance(nearest, top) ? other : nearest)).focus()
}

function cardsIn(column: Element): HTMLElement[] {
  return [...column.querySelectorAll<HTMLElement>('[data-card]')]
}

function distance(card: Element, top: number): number {
  return Math.abs(card.getBoundingClientRect().top - top)
}

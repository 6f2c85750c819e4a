/** Where each page of a list starts, as far as it has been read: the first one starts nowhere. */
export type PageStarts = { list: string; starts: (string | undefined)[] }

export function startsOf(list: string): PageStarts {
  return { list, starts: [undefined] }
}

/** An end of a page: the start of the next one, null after the last; undefined while it is not known. */
export type PageEnd = [page: number, next: string | null | undefined]

/** The starts once these ends are known; the same object when nothing is new. */
export function startsWith(known: PageStarts, ends: PageEnd[]): PageStarts {
  const starts = ends.reduce((before, [page, next]) => {
    if (next === undefined || page >= before.length) return before
    if (next === null) return before.length > page + 1 ? before.slice(0, page + 1) : before
    return before[page + 1] === next ? before : before.toSpliced(page + 1, 1, next)
  }, known.starts)
  return starts === known.starts ? known : { ...known, starts }
}

import { useMemo } from 'react'
import type { Contact } from '../../api.ts'
import { useFields } from '../../builder/use-catalogue.ts'
import type { Column } from '../../parts/column.ts'
import { columnTexts, isUsual, type ListedColumn, parseColumns } from './column-list.ts'
import { fieldColumn, peopleColumns } from './people-columns.tsx'

type Options = {
  /** As the view, or nobody, has set them. */
  saved: string[] | undefined
  inAddress: string[] | undefined
  write: (columns: string[] | undefined) => void
}

/** The columns that the table shows, all that there are to choose from, and the way to change them. */
export function useColumns({ saved, inAddress, write }: Options) {
  const { fields } = useFields()
  const offered = useMemo(() => [...peopleColumns, ...(fields ?? []).map(fieldColumn)], [fields])
  const byKey = new Map(offered.map((column) => [column.key, column]))
  const listed = parseColumns(inAddress ?? saved)
  const isChosen = inAddress !== undefined || !listed.every(isUsual)
  const shown = listed.flatMap(({ key, width }): Column<Contact>[] => {
    const column = byKey.get(key)
    // Whoever has chosen others than the usual columns sees them on any screen.
    return column
      ? [{ ...column, width: width ? `${width}px` : column.width, from: isChosen ? undefined : column.from }]
      : []
  })
  const usual = columnTexts(parseColumns(saved)).join()
  const set = (next: ListedColumn[]) => {
    const texts = columnTexts(next)
    write(texts.join() === usual ? undefined : texts)
  }
  const setWidth = (key: string, width: number) =>
    set(listed.map((column) => (column.key === key ? { key, width } : column)))
  return { offered, listed, shown, set, setWidth, reset: () => write(undefined), isChanged: inAddress !== undefined }
}

import type { Reply } from '@rollcall/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import type { Draft } from './draft.ts'

export type Preview = Reply<'imports.preview'>
export type PreviewColumn = Preview['columns'][number]

// Some hundred rows: enough to see what is in each column, little enough to be sent with every change.
const HEAD_BYTES = 65_536

/** How the server would read the file with the options so far. Of a CSV only the beginning is sent, however large it is. */
export function usePreview({ file, tried, options, fileName }: Draft) {
  return useQuery({
    queryKey: ['imports', 'preview', file ? [fileName, file.size, file.lastModified] : tried?.id, options],
    queryFn: async ({ signal }) => {
      if (!file) return client.imports.previewKept(tried?.id ?? '', options, { signal })
      const isWhole = file.size <= HEAD_BYTES || (await isContainer(file))
      const part = isWhole ? file : file.slice(0, HEAD_BYTES)
      return client.imports.preview({ file: part, fileName, options: { ...options, isCut: !isWhole } }, { signal })
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Whether it is a workbook, whose table of contents stands at its end. */
async function isContainer(file: File): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer())
  return [ZIP, OLD_CONTAINER].some((magic) => magic.every((byte, index) => start[index] === byte))
}

const ZIP = [0x50, 0x4b, 0x03, 0x04]
const OLD_CONTAINER = [0xd0, 0xcf, 0x11, 0xe0]

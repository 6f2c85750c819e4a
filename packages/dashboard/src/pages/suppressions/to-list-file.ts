import { givenReasonOf, type Suppression } from './reasons.ts'

type Entry = Pick<Suppression, 'email' | 'reason' | 'marketingOnly' | 'note'>

/** Entries as a file that the list takes in again. */
export function toListFile(entries: Entry[]): Blob {
  const rows = entries.map(({ email, reason, marketingOnly, note }) =>
    [email, givenReasonOf(reason), String(marketingOnly), note ?? ''].map(toCell).join(','),
  )
  return new Blob([['email,reason,marketing_only,note', ...rows, ''].join('\n')], { type: 'text/csv' })
}

function toCell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

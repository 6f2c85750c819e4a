import type { Contact } from '../../api.ts'
import { callingOf } from '../../parts/calling-of.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { countText, numberText } from '../../parts/number-text.ts'
import classes from './bulk.module.css'
import type { BulkPreviewQuery } from './use-bulk-preview.ts'

const SAMPLE = 10

type Props = { preview: BulkPreviewQuery; count: number; sample: Contact[] }

/** Some of those an action is about, and what it would really change. */
export function BulkPreview({ preview: { data, error }, count, sample }: Props) {
  const total = data?.total ?? count
  const shown = sample.slice(0, SAMPLE)
  return (
    <>
      {error && <ErrorState error={error} />}
      <p className={classes.changing} aria-live="polite">
        {data && !error && changingText(data)}
      </p>
      <ul className={classes.sample} aria-label="Who this is about">
        {shown.map((contact) => (
          <li key={contact.id}>{callingOf(contact)}</li>
        ))}
        {total > shown.length && <li>and {numberText(total - shown.length)} more</li>}
      </ul>
    </>
  )
}

function changingText({ total, changing, notFound }: { total: number; changing: number; notFound: number }): string {
  const gone = notFound > 0 ? ` ${countText(notFound, 'person is', 'people are')} gone by now.` : ''
  if (changing === 0) return `Nobody would change: all are so already, or are kept from it.${gone}`
  if (changing === total) return `This changes ${total === 1 ? 'them' : `all ${numberText(total)}`}.${gone}`
  return `This changes ${numberText(changing)} of ${numberText(total)}; the others stay as they are.${gone}`
}

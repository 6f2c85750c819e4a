import { smsSegments } from '@rollcall/filters'
import { countText } from '../parts/number-text.ts'
import classes from './message-preview.module.css'

// More are hard to name, and say that the text is not meant for the short alphabet.
const FEW_ODD = 3

/** How long a text is: characters, and as SMS its segments and what makes them many. */
export function TextSize({ text, isSms, note = '' }: { text: string; isSms: boolean; note?: string }) {
  const length = countText([...text].length, 'character') + note
  if (!isSms) return <div className={classes.size}>{length}</div>
  const { encoding, segments, units, perSegment, odd } = smsSegments(text)
  const isOdd = odd.length > 0 && odd.length <= FEW_ODD
  return (
    <div className={classes.size} role="status" data-large={isOdd || undefined}>
      <span>
        {length} · {countText(segments, 'segment')} ({encoding}, {units} of {Math.max(1, segments) * perSegment})
        {isOdd && ` · ${odd.map((one) => `“${one}”`).join(' ')} ${odd.length > 1 ? 'make' : 'makes'} it UCS-2`}
      </span>
    </div>
  )
}

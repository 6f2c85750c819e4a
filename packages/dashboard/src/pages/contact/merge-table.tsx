import { Radio } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { useFields } from '../../builder/use-catalogue.ts'
import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import { CONTACT_LABELS } from '../../parts/contact-labels.ts'
import { valueText } from '../../parts/value-text.ts'
import classes from './contact.module.css'

type Preview = Reply<'contacts.previewMerge'>
export type Side = 'this' | 'other'

type Props = {
  preview: Preview
  names: Record<Side, string>
  sides: Record<string, Side>
  onPick: (key: string, side: Side) => void
}

/** Field by field what each has; where they differ, a choice. Consent has none: the stricter answer stays. */
export function MergeTable({ preview, names, sides, onPick }: Props) {
  const { fields } = useFields()
  const labelOf = (key: string) => LABELS[key] ?? fields?.find((field) => field.key === key)?.name ?? key
  return (
    <div className={classes.mergeScroll}>
      <table className={classes.mergeTable}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">{names.this}</th>
            <th scope="col">{names.other}</th>
          </tr>
        </thead>
        <tbody>
          {preview.fields.map((field) => (
            <FieldRow
              key={field.key}
              field={field}
              label={labelOf(field.key)}
              side={sides[field.key] ?? field.from}
              onPick={onPick}
            />
          ))}
          {preview.consent.map(({ channel, result, ...each }) => (
            <tr key={channel}>
              <th scope="row">Consent: {CHANNEL_WORDS[channel] ?? channel}</th>
              <td data-kept={each.this === result || undefined}>{each.this.replaceAll('_', ' ')}</td>
              <td data-kept={each.other === result || undefined}>{each.other.replaceAll('_', ' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = {
  field: Preview['fields'][number]
  label: string
  side: Side
  onPick: Props['onPick']
}

function FieldRow({ field, label, side, onPick }: RowProps) {
  const isSame = valueText(field.this) === valueText(field.other)
  return (
    <tr>
      <th scope="row">{label}</th>
      {(['this', 'other'] as const).map((each) => {
        const text = valueText(field[each])
        return (
          <td key={each} data-kept={isSame || side === each || undefined}>
            {isSame ? (
              text
            ) : (
              <Radio
                size="xs"
                name={field.key}
                checked={side === each}
                onChange={() => onPick(field.key, each)}
                label={text || '—'}
                aria-label={`${label}: ${text || 'none'}`}
              />
            )}
          </td>
        )
      })}
    </tr>
  )
}

const LABELS: Record<string, string> = { ...CONTACT_LABELS, funnel: 'Funnel stage' }
const CHANNEL_WORDS: Record<string, string> = CHANNEL_NAMES

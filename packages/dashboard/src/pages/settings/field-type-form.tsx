import { Button, Select, TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { Notice } from '../../parts/notice.tsx'
import { countText } from '../../parts/number-text.ts'
import { UseList } from '../../parts/use-list.tsx'
import { useChange } from '../../use-change.ts'
import { FIELD_TYPES, type Field, hasChoices, typeText } from './field-types.ts'
import classes from './settings.module.css'

/** Another type for a field: says what would not fit before anything changes. */
export function FieldTypeForm({ field }: { field: Field }) {
  const [type, setType] = useState(field.type)
  const [options, setOptions] = useState(() => field.stats?.samples.map(({ value }) => value) ?? [])
  const body = { type, ...(hasChoices(type) && { options }) }
  const isOther = type !== field.type
  const isAskable = isOther && (!hasChoices(type) || options.length > 0)
  const preview = useQuery({
    queryKey: ['fields', 'type', field.key, body],
    queryFn: ({ signal }) => client.fields.previewType(field.key, body, { signal }),
    enabled: isAskable,
    staleTime: 0,
  })
  const change = useChange(() => client.fields.update(field.key, body), {
    changes: ['fields', 'segments', 'contacts', 'audit'],
    ownErrors: true,
  })
  const fit = isAskable ? preview.data : undefined
  return (
    <div className={classes.new}>
      <Select
        label="Type"
        allowDeselect={false}
        data={FIELD_TYPES}
        value={type}
        onChange={(value) => setType(FIELD_TYPES.find((one) => one.value === value)?.value ?? type)}
      />
      {isOther && hasChoices(type) && (
        <TagsInput label="Choices" className={classes.grow} value={options} onChange={setOptions} />
      )}
      <Button
        variant="default"
        disabled={!fit || fit.misfits > 0 || fit.usedBy.length > 0}
        loading={change.isPending}
        onClick={() => change.mutate()}
      >
        Change the type
      </Button>
      {fit && (
        <div style={{ flexBasis: '100%' }}>
          <Fit fit={fit} type={typeText(type)} />
        </div>
      )}
      {(change.error ?? preview.error) && (
        <div style={{ flexBasis: '100%' }}>
          <ErrorState error={change.error ?? preview.error} />
        </div>
      )}
    </div>
  )
}

type FitProps = { fit: Awaited<ReturnType<typeof client.fields.previewType>>; type: string }

function Fit({ fit: { fitting, misfits, examples, usedBy }, type }: FitProps) {
  if (usedBy.length > 0) {
    return (
      <Notice tone="warn">
        What uses the field asks for its present type. Let go of it there first.
        <UseList uses={usedBy} />
      </Notice>
    )
  }
  if (misfits === 0)
    return (
      <Notice>
        {countText(fitting, 'value')} can be read as “{type}”. Nothing is lost.
      </Notice>
    )
  return (
    <Notice tone="warn">
      {countText(misfits, 'person has', 'people have')} a value that is not “{type}”, such as{' '}
      {examples.map((value) => `“${value}”`).join(', ')}. Change those first; {countText(fitting, 'other')} would fit.
    </Notice>
  )
}

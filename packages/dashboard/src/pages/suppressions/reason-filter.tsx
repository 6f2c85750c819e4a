import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { CountedOption } from '../../parts/counted-option.tsx'
import { REASON_IDS, REASONS, type Reason } from './reasons.ts'

type Props = { reason: Reason | undefined; onChange: (reason: Reason | undefined) => void }

/** Shows the entries for one reason alone, with how many there are of each. */
export function ReasonFilter({ reason, onChange }: Props) {
  const { data } = useQuery({
    queryKey: ['suppressions', 'summary'],
    queryFn: ({ signal }) => client.suppressions.summary({ signal }),
  })
  return (
    <Select
      aria-label="Reason"
      placeholder="Any reason"
      clearable
      w={220}
      data={REASON_IDS.map((id) => ({ value: id, label: REASONS[id].label }))}
      renderOption={({ option }) => (
        <CountedOption
          label={option.label}
          count={data?.byReason[REASON_IDS.find((id) => id === option.value) ?? 'manual']}
        />
      )}
      value={reason ?? null}
      onChange={(value) => onChange(REASON_IDS.find((id) => id === value))}
    />
  )
}

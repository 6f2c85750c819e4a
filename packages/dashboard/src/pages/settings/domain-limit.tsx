import { ActionIcon, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { MostInput } from './most-input.tsx'
import type { Given } from './sending-limits.ts'
import classes from './settings.module.css'

type Limit = Given['perDomain'][number]
type Props = { limit: Limit; onChange: (change: Partial<Limit>) => void; remove: () => void }

/** How many messages may go to one domain. */
export function DomainLimit({ limit: { domain, perHour }, onChange, remove }: Props) {
  return (
    <fieldset className={`${classes.fieldset} ${classes.limit}`} aria-label={`Limit for ${domain || 'a domain'}`}>
      <TextInput
        aria-label="Domain"
        placeholder="gmail.com"
        autoComplete="off"
        spellCheck={false}
        maxLength={253}
        value={domain}
        onChange={({ currentTarget }) => onChange({ domain: currentTarget.value })}
      />
      <MostInput
        aria-label={`Messages an hour to ${domain || 'this domain'}`}
        placeholder="an hour"
        suffix=" an hour"
        value={perHour}
        onChange={(next) => onChange({ perHour: next })}
      />
      <ActionIcon aria-label={`Remove the limit for ${domain || 'this domain'}`} size="lg" onClick={remove}>
        <IconX size={16} />
      </ActionIcon>
    </fieldset>
  )
}

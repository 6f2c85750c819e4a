import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'

/** Narrows the segments to those that are called so. The page's own search box has the slash; this one does not. */
export function MembershipSearch({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const [typed, setTyped] = useState(value)
  const send = useDebouncedCallback(onChange, 120)
  return (
    <TextInput
      size="xs"
      type="search"
      flex="1 1 120px"
      aria-label="Search segments"
      placeholder="Search segments"
      leftSection={<IconSearch size={13} aria-hidden />}
      value={typed}
      maxLength={200}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        send(event.currentTarget.value.trim())
      }}
    />
  )
}

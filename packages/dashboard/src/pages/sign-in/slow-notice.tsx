import { Text } from '@mantine/core'
import { useTimeout } from '@mantine/hooks'
import { useState } from 'react'

const PATIENCE_MS = 3_000

/** Says, after a while, that the server is still being waited for. */
export function SlowNotice() {
  const [isSlow, setSlow] = useState(false)
  useTimeout(() => setSlow(true), PATIENCE_MS, { autoInvoke: true })
  return (
    <Text size="sm" c="dimmed" role="status">
      {isSlow && 'Rollcall takes longer than usual. It is still being waited for.'}
    </Text>
  )
}

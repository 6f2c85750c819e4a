import { notifications } from '@mantine/notifications'
import { troubleOf } from './api.ts'

/** A notice that says what did not happen and what to do. */
export function showTrouble(error: unknown) {
  const { what, help, requestId } = troubleOf(error)
  notifications.show({
    color: 'red',
    title: what,
    message: requestId ? `${help} Request ${requestId}.` : help,
    autoClose: 12_000,
  })
}

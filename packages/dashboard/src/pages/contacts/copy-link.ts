import { notifications } from '@mantine/notifications'
import { holdsKey } from '../../long-rules.ts'

/** Copies the address, which holds all that the table shows, unless that is too long for one. */
export async function copyLink() {
  await navigator.clipboard.writeText(location.href)
  const message = holdsKey(location.search)
    ? 'The link is copied, but its rule is too long for an address: it works in this browser alone. Save a view to share it.'
    : 'The link is copied. Whoever works in this project sees the same with it.'
  notifications.show({ message })
}

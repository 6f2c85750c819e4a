import { notifications } from '@mantine/notifications'

/** Copies the address, which holds all that the table shows. */
export async function copyLink() {
  await navigator.clipboard.writeText(location.href)
  notifications.show({ message: 'The link is copied. Whoever works in this project sees the same with it.' })
}

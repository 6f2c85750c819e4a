const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** The day of a time, in the zone of the person who looks: Today, Yesterday, or `Tuesday, 3 November 2026`. */
export function dayText(time: string, now: Date): string {
  const at = new Date(time)
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  if (at.toDateString() === now.toDateString()) return 'Today'
  return at.toDateString() === yesterday.toDateString() ? 'Yesterday' : day.format(at)
}

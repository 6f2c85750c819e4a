/** How the moments of a chart are called: hours with their time, all others by the day on which they begin. */
export function momentText(by: 'hour' | 'day' | 'week' | 'month', timeZone?: string): (at: string) => string {
  const style: Intl.DateTimeFormatOptions =
    by === 'hour' ? { dateStyle: 'medium', timeStyle: 'short' } : { dateStyle: 'medium' }
  const format = new Intl.DateTimeFormat('en-GB', timeZone === undefined ? style : { ...style, timeZone })
  return (at) => format.format(new Date(at))
}

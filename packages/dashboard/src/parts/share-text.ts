const percent = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const small = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** A share from 0 to 1 as `12.4 %`; small ones with one digit more, because 0.1 % matters for complaints. */
export function shareText(share: number | null): string {
  if (share === null) return '—'
  if (share > 0 && share < 0.0001) return '< 0.01 %'
  return `${(share < 0.01 ? small : percent).format(100 * share)} %`
}

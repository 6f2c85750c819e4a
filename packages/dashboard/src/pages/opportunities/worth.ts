// The record's own limit.
const HIGHEST = 1e12

/** A value as the person's language writes numbers; the record holds no currency, so none is shown. */
export function worthText(value: number | null, locale?: string): string {
  return value === null ? '—' : new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)
}

/** A number as the person's language writes it; null for none, undefined when it is no value. */
export function parseWorth(text: string, locale?: string): number | null | undefined {
  const parts = new Intl.NumberFormat(locale).formatToParts(1234567.8)
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  const plain = text
    .replaceAll(/\s/g, '')
    .replaceAll(sign('group').trim() || ' ', '')
    .replace(sign('decimal'), '.')
  if (plain === '') return null
  const value = /^\d*\.?\d*$/.test(plain) ? Number(plain) : Number.NaN
  return value >= 0 && value <= HIGHEST ? value : undefined
}

const PER_UNIT = 1_000_000

/**
 * A number in millionths, rounded half away from zero, so that sums are exact and independent of order.
 *
 * The product is the double product. From about 1.8 × 10³⁰² on that is infinite; such numbers are whole, and taken exactly.
 */
export function microUnits(value: number): bigint {
  const product = value * PER_UNIT
  if (!Number.isFinite(product)) return BigInt(value) * BigInt(PER_UNIT)
  const whole = Math.trunc(product)
  const isHalfOrMore = Math.abs(product - whole) >= 0.5
  return BigInt(isHalfOrMore ? whole + Math.sign(product) : whole)
}

/** Micro-units as a decimal text, exactly. */
export function microText(units: bigint): string {
  const digits = String(units < 0n ? -units : units).padStart(7, '0')
  const decimals = digits.slice(-6).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -6)}${decimals === '' ? '' : `.${decimals}`}`
}

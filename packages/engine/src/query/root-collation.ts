// "und" would be the machine's own language where that has rules of its own, such as Swedish. English has none: its order
// is the root order of CLDR, unchanged.
const collator = new Intl.Collator('en')

/** How two texts sort by the root collation: as dictionaries do, accents and case deciding only what is else the same. */
export const compareTexts: (a: string, b: string) => number = collator.compare

/** The same for choices, which are never the same: what the collation leaves open, their code units decide. */
export function compareChoices(a: string, b: string): number {
  return compareTexts(a, b) || (a < b ? -1 : Number(a > b))
}

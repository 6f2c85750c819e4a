import type { ProjectRow } from '../store/projects.ts'

/** Whose page it is. */
export type Brand = { name: string; logoUrl: string | null; color: string | null; postalAddress: string | null }

/** The brand of a project, under the name that its messages come from. */
export function brandOf(
  { logo_url, brand_color, postal_address }: Pick<ProjectRow, 'logo_url' | 'brand_color' | 'postal_address'>,
  senderName: string,
): Brand {
  return { name: senderName, logoUrl: logo_url, color: brand_color, postalAddress: postal_address }
}

/** What can be read on a colour: white or nearly black, whichever contrasts more. Source: WCAG 2.2, relative luminance. */
export function inkOn(color: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => toLinear(Number.parseInt(color.slice(at, at + 2), 16) / 255))
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.055 ? '#ffffff' : '#10131a'
}

function toLinear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

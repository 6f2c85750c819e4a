import type { Project } from '../../api.ts'

type Limits = Project['sendingLimits']

// As the API says it.
export const MOST_PER_HOUR = 100_000_000

/** Limits as they are typed: blank instead of a number. `key` keeps a row itself while others come and go. */
export type Given = {
  perHour: number | ''
  perDomain: { key: string; domain: string; perHour: number | '' }[]
}

/** Limits to be edited. */
export function toGiven({ perHour, perDomain }: Limits): Given {
  return { perHour: perHour ?? '', perDomain: perDomain.map((limit) => ({ ...limit, key: limit.domain })) }
}

/** What was typed, as the API takes it; rows in which nothing stands are left away. */
export function toLimits({ perHour, perDomain }: Given): Limits {
  return {
    perHour: perHour || null,
    perDomain: perDomain.flatMap(({ domain, perHour: most }) =>
      domain.trim() === '' ? [] : [{ domain: domain.trim().toLowerCase(), perHour: most || 1 }],
    ),
  }
}

/** Whether every row that names a domain says how many, and the other way round. */
export function isWhole({ perDomain }: Given): boolean {
  return perDomain.every(({ domain, perHour }) => (domain.trim() === '') === (perHour === ''))
}

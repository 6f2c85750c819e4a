/** The versions of a message that are tried against each other, by their letters. */
export const VERSIONS = ['A', 'B', 'C', 'D'] as const
export type Version = (typeof VERSIONS)[number]

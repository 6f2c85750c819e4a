/** The most versions of a campaign that are tried against each other, version A among them. */
export const MOST_VERSIONS = 4

/** The names of the versions of a campaign, in their order. */
export const VERSIONS = ['A', 'B', 'C', 'D'] as const

/** Where in a text a needle has to stand. */
export type Place = 'start' | 'end' | 'inside'

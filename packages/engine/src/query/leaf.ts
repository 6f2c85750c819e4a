import type { Lowering } from '@rollcall/filters'

/** A lowering that is not made of others. */
export type Leaf = Exclude<Lowering, { is: 'constant' | 'all' | 'any' | 'not' }>

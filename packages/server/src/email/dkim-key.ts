import type { KeyObject } from 'node:crypto'

/** What the messages of one sender are signed with. */
export type DkimKey = { domain: string; selector: string; privateKey: KeyObject }

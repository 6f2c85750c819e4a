import type { Body } from '@rollcall/sdk'

/** What is to be done with many people, without to whom. */
export type BulkAction = Omit<Body<'contacts.bulk'>, 'contacts' | 'filters'>

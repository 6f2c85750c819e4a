import type { Condition, Filter, FilterNode } from './filter.ts'

/** By what two entries may be told to be one person. */
export type Identity = {
  email: string | null
  phone: string | null
  firstName: string | null
  lastName: string | null
  name: string | null
}

// Boxes that many people share.
const SHARED = /^(info|hello|contact|office|mail|admin|sales|support|team)$/i
const SHORTEST_BOX = 4

/**
 * The filter of everyone who may be the same person: the same phone, the same full name, or the same part of the address
 * before the @. Matches that person too; undefined when there is nothing to go by.
 */
export function lookAlikes({ email, phone, firstName, lastName, name }: Identity): Filter | undefined {
  const box = email?.slice(0, email.lastIndexOf('@')) ?? ''
  const both = [is('firstName', firstName ?? ''), is('lastName', lastName ?? '')]
  const conditions: FilterNode[] = [
    ...(phone ? [is('phone', phone)] : []),
    ...(firstName && lastName ? [{ match: 'all' as const, conditions: both }] : []),
    // A name of one word says too little.
    ...(name?.includes(' ') ? [is('name', name)] : []),
    ...(box.length >= SHORTEST_BOX && !SHARED.test(box) ? [field('email', 'starts_with', `${box}@`)] : []),
  ]
  return conditions.length > 0 ? { match: 'any', conditions } : undefined
}

function is(key: string, value: string): Condition {
  return field(key, 'is', value)
}

function field(key: string, op: string, value: string): Condition {
  return { type: 'field', field: key, op, values: [value] }
}

import type { BuilderOperator } from '@rollcall/filters'
import { readTest } from './value-test.ts'

/** A stored test of an event's property: what it is about, the test without that, and an aggregate's function. */
export type PropertyTest = { property: string; test: object; fn?: string }

/** Taken apart; undefined where it is none that these operators make. */
export function readPropertyTest(given: unknown, operators: BuilderOperator[]): PropertyTest | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  const { property, fn, ...test } = Object.fromEntries(Object.entries(given))
  if (typeof property !== 'string' || !readTest(test, operators)) return undefined
  return typeof fn === 'string' ? { property, test, fn } : { property, test }
}

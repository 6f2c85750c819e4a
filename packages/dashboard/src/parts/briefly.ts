import type { EnsureQueryDataOptions, QueryKey } from '@tanstack/react-query'
import { queryClient } from '../api.ts'

// Longer is noticed: then the page stands, with skeletons where answers are missing.
const BRIEFLY_MS = 100

/** Waits for answers for as long as nobody notices, so that a page whose answers are quick is drawn once, and whole. */
export async function briefly(answers: Promise<unknown>[]): Promise<void> {
  const patience = new Promise((resolve) => setTimeout(resolve, BRIEFLY_MS))
  await Promise.race([Promise.allSettled(answers), patience])
}

/** The answer that is there already, if need be asked for anew behind it; else the first one. */
export function atHand<Answer, Trouble, Data, Key extends QueryKey>(
  query: EnsureQueryDataOptions<Answer, Trouble, Data, Key>,
): Promise<Data> {
  return queryClient.ensureQueryData({ ...query, revalidateIfStale: true })
}

import type { Report } from '../problem.ts'

/** Refuses to count or add up where one event is meant. */
export function refuseCountOfOne(
  { which, count, aggregate }: { which?: string; count?: unknown; aggregate?: unknown },
  report: Report,
): void {
  if (!which) return
  const detail = `"which": "${which}" means one event, so there is nothing to count or add up: leave one of the two out.`
  if (count) report('/count', detail)
  if (aggregate) report('/aggregate', detail)
}

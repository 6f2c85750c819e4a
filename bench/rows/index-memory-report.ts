import { EVENTS_PER_CONTACT } from '../fixture/audience.ts'
import { short, toMiB, toSize, whole } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import type { SizeResult } from './counts.ts'

/** What the index itself says it takes, apart from the rest of the process. */
export function toIndexMemorySection(results: SizeResult[]): Section {
  const rows = results.map(({ contacts, stats, participants: [ours] }) => {
    const eventBytes = stats.events.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    const loadMs = 'loadMs' in ours ? ours.loadMs : Number.NaN
    return [
      toSize(contacts),
      toMiB(stats.sizeBytes),
      short((stats.sizeBytes - eventBytes) / contacts),
      short(eventBytes / (EVENTS_PER_CONTACT * contacts)),
      `${whole((contacts / loadMs) * 1000)} contacts/s with 5 events each`,
    ]
  })
  return {
    title: 'The index alone, loaded from the fixture',
    columns: [
      'contacts',
      'memory',
      'bytes a contact',
      'bytes an event',
      'loaded at (1 run, making the fixture included)',
    ],
    rows,
  }
}

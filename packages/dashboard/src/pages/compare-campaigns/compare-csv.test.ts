import { describe, expect, it } from 'vitest'
import { compareCsv } from './compare-csv.ts'
import type { Compared } from './compared.ts'

const nobody = { people: 0, total: 0, machine: { people: 0, total: 0 } }
const results: Compared['results'] = {
  ...{ members: 4, queued: 0, sending: 0, sent: 2, deferred: 0, failed: 0, skipped: 2, uncertain: 0, cancelled: 0 },
  ...{ queuedReasons: [], skippedReasons: [], failedReasons: [], opened: { ...nobody, people: 1 }, clicked: nobody },
  ...{ delivered: 2, undelivered: 0, bounced: 0, unsubscribed: 0, complained: 0, replied: 0 },
  rates: {
    ...{ delivered: 1, opened: 0.5, clicked: 0, clickToOpen: 0 },
    ...{ bounced: 0, unsubscribed: 0, complained: null },
  },
}
const campaign = (name: string, subject: string, channel: Compared['channel'] = 'email'): Compared => ({
  ...{ id: name, name, channel, subject, launchedAt: '2026-11-20T12:00:00Z', results },
})

describe('a comparison as a file', () => {
  it('has a line for each figure and share, and nothing that a spreadsheet runs', () => {
    const lines = compareCsv([campaign('One, two', '=1+1'), campaign('Say "hi"', 'News')]).split('\r\n')
    expect(lines.slice(0, 3)).toEqual([
      'Campaign,"One, two","Say ""hi"""',
      "Subject,'=1+1,News",
      'Started,2026-11-20T12:00:00Z,2026-11-20T12:00:00Z',
    ])
    expect(lines).toContain('In the audience,4,4')
    expect(lines).toContain('Could be reached,2,2')
    expect(lines).toContain('"People who opened, share",0.5,0.5')
    expect(lines).toContain('"Complained, share",,')
    expect(lines.at(-1)).toBe('')
  })

  it('says nothing of what a channel does not tell', () => {
    const lines = compareCsv([campaign('Mail', 'News'), campaign('Text', 'News', 'sms')]).split('\r\n')
    expect(lines).toContain('People who opened,1,')
    expect(lines).toContain('Replied,,0')
  })
})

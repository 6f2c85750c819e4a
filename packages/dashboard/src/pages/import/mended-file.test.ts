import { describe, expect, it } from 'vitest'
import { toMendedFile, toMendedOptions } from './mended-file.ts'

const columns = [
  { header: 'E-Mail', target: 'email', type: null },
  { header: 'Say "hi"', target: null, type: null },
]
const options = {
  onConflict: 'upsert',
  tags: ['Fair'],
  status: 'subscribed',
  blanks: 'leave',
  sheet: 'People',
} as const

describe('mended rows', () => {
  it('become a CSV with the columns of their file', async () => {
    const { file, fileName } = toMendedFile({ columns, fileName: 'people.csv' }, [['a@b.example', 'x, "y"\nz']])
    expect(await file.text()).toBe('"E-Mail","Say ""hi"""\r\n"a@b.example","x, ""y""\nz"\r\n')
    expect(fileName).toBe('Mended rows of people.csv')
  })

  it('are imported as their file was', () => {
    const tried = { ...options, tags: [...options.tags], dryRun: true }
    expect(toMendedOptions({ options: tried, columns })).toEqual({
      ...{ onConflict: 'upsert', tags: ['Fair'], status: 'subscribed', blanks: 'leave' },
      ...{ dryRun: false, hasHeader: true, delimiter: ',', encoding: 'utf-8' },
      columnMap: { email: 'E-Mail' },
      leaveOut: ['Say "hi"'],
    })
  })
})

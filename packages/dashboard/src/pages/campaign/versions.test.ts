import { expect, it } from 'vitest'
import { BLANK_VERSION, lacksOfVersions, toVersion, toVersionDraft } from './versions.ts'

it('sends of a version only what is different, and shows blanks for the rest', () => {
  const version = { ...BLANK_VERSION, subject: 'Another', text: '  ' }
  expect(toVersion(version)).toEqual({ subject: 'Another' })
  expect(toVersionDraft({ subject: 'Another', preheader: null })).toEqual({ ...BLANK_VERSION, subject: 'Another' })
})

it('says of which version nothing is written yet', () => {
  expect(lacksOfVersions([{ ...BLANK_VERSION, fromName: 'Ada' }, BLANK_VERSION])).toEqual([
    'what version C says differently',
  ])
})

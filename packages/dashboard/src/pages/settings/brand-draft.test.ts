import { expect, it } from 'vitest'
import type { Project } from '../../api.ts'
import { toBrandBody, toBrandDraft, toPreviewBody } from './brand-draft.ts'

const saved = {
  branding: { logoUrl: null, color: '#0a7d3c' },
  postalAddress: '1 Main St',
  preferenceCentre: { pauseDays: null, texts: { de: { title: 'Wahl', text: null } } },
}
// why: no more of a project is read
const draft = toBrandDraft(saved as Project)

it('is saved as it was read', () => {
  const { branding, postalAddress, preferenceCentre } = toBrandBody(draft)
  expect({ branding, postalAddress, pauseDays: preferenceCentre.pauseDays }).toEqual({
    ...{ branding: saved.branding, postalAddress: '1 Main St', pauseDays: null },
  })
  expect(preferenceCentre.texts).toMatchObject({ de: { title: 'Wahl', text: null }, en: { title: null, text: null } })
})

it.each([
  ['https://', '#0a7', { logoUrl: null, color: null }],
  ['http://example.org/logo.png', 'red', { logoUrl: null, color: null }],
  [' https://example.org/logo.png', '#0A7D3C', { logoUrl: 'https://example.org/logo.png', color: '#0A7D3C' }],
])('is previewed without what the server would refuse: %j and %j', (logoUrl, color, branding) => {
  expect(toPreviewBody({ ...draft, logoUrl, color }).branding).toEqual(branding)
})

import { describe, expect, it } from 'vitest'
import { firstDraft, lacksOfForm, toFormBody, toPreviewBody } from './form-draft.ts'

const project = { name: 'Quiet Summit', fromName: null, fromEmail: 'hello@example.org' }

describe('the first form', () => {
  it('can be saved as it is, and names who asks', () => {
    const draft = firstDraft(project)
    expect(lacksOfForm(draft)).toEqual([])
    expect(draft.text).toContain('from Quiet Summit.')
    expect(toFormBody(draft)).toMatchObject({ successText: null, redirectUrl: null, doubleOptIn: true })
  })

  it('asks nobody to confirm before there is an address to ask from', () => {
    expect(firstDraft({ ...project, fromEmail: null }).doubleOptIn).toBe(false)
  })
})

describe('a form that is half written', () => {
  const draft = {
    ...firstDraft(project),
    name: ' ',
    title: '',
    fields: [{ field: 'phone', label: ' ', required: true }],
    origins: ['https://example.org', 'my shop'],
  }

  it('says what it lacks', () => {
    const website = 'the address of a website, such as https://example.org'
    expect(lacksOfForm(draft)).toEqual(['a name', 'a heading', 'the words of a question', website])
  })

  it.each([
    ['https://', null],
    ['http://example.org', null],
    [' https://example.org/thanks ', 'https://example.org/thanks'],
  ])('is previewed without what the server would refuse, such as %j', (redirectUrl, shown) => {
    expect(toPreviewBody({ ...draft, redirectUrl })).toMatchObject({ title: '…', fields: [], redirectUrl: shown })
  })
})

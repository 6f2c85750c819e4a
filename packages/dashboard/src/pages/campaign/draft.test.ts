import { describe, expect, it } from 'vitest'
import { blankDraft, type Draft, firstUtm, missingParts, toBody } from './draft.ts'

const whole: Draft = {
  ...blankDraft(undefined),
  name: 'March',
  subject: 'News',
  from: 'hello@example.org',
  audience: { include: { tags: ['tag_1'] } },
}

describe('a campaign draft', () => {
  it('can be saved once it has a name, a subject, a sender, a message and an audience', () => {
    expect(missingParts(whole)).toEqual([])
  })

  const cases: [lack: Partial<Draft>, part: string][] = [
    [{ name: ' ' }, 'a name'],
    [{ subject: '' }, 'a subject'],
    [{ from: 'hello' }, "the sender's address"],
    [{ html: '\n' }, 'the message'],
    [{ audience: { include: { tags: [], segments: [] } } }, 'who gets it'],
    [{ utm: { ...firstUtm('March'), medium: ' ' } }, 'a UTM source, medium and campaign'],
    [{ audience: { include: {}, exclude: { tags: ['tag_1'] } } }, 'who gets it'],
  ]
  it.each(cases)('says what is missing: %j', (lack, part) => {
    expect(missingParts({ ...whole, ...lack })).toEqual([part])
  })

  it('sends blank optional parts as null, which clears them', () => {
    expect(toBody({ ...whole, preheader: ' ', fromName: 'Ada' })).toMatchObject({
      preheader: null,
      fromName: 'Ada',
      replyTo: null,
      text: null,
    })
  })

  it('gives its links what was filled in alone', () => {
    expect(toBody({ ...whole, utm: { ...firstUtm(' Ünder – one! '), term: ' a ' } }).utm).toEqual({
      ...{ source: 'newsletter', medium: 'email', campaign: 'ünder-one', term: 'a' },
    })
    expect(toBody(whole).utm).toBeNull()
  })

  it('on another channel than mail is its text, with its people and its topic', () => {
    const { name, audience } = whole
    expect(toBody({ ...whole, channel: 'sms', text: 'Hi ', topic: 'top_1', tagRecipients: ['Got it'] })).toEqual({
      ...{ name, channel: 'sms', text: 'Hi', audience, topic: 'top_1', plan: {}, provider: null },
      ...{ variants: [], test: null, tagRecipients: ['Got it'] },
    })
  })
})

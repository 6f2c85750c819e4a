import { describe, expect, it } from 'vitest'
import { type Mailing, mailingMembers, mailingReached, mailingSkipped } from './mailing-people.ts'

const mailing: Mailing = { include: { tags: ['a'], segments: ['s'] }, exclude: { segments: ['x'] } }

describe('the people of a mailing', () => {
  it('are any of what is included and none of what is excluded', () => {
    expect(mailingMembers(mailing)).toEqual({
      match: 'all',
      conditions: [
        {
          match: 'any',
          conditions: [
            { type: 'tag', op: 'has_any', tags: ['a'] },
            { type: 'segment', op: 'in', segment: 's' },
          ],
        },
        { match: 'none', conditions: [{ type: 'segment', op: 'in', segment: 'x' }] },
      ],
    })
    expect(mailingMembers({ include: { everyone: true } })).toEqual({ match: 'all', conditions: [] })
  })

  it('have the first reason that holds, so that each is told of once', () => {
    const everyone: Mailing = { include: { everyone: true } }
    const [because, not] = mailingSkipped(everyone, 'suppressed')?.conditions ?? []
    expect(because).toEqual({ type: 'suppression', op: 'is' })
    expect(not).toEqual({ match: 'none', conditions: [{ type: 'field', field: 'email', op: 'is_empty' }] })
    expect(mailingReached(everyone).conditions).toMatchObject([{ match: 'none' }])
    expect(mailingSkipped(everyone, 'left_audience')).toBeUndefined()
  })

  it('leave out, last, who does not get the topic that it is about', () => {
    const about: Mailing = { include: { everyone: true }, topic: 'top_1' }
    const notOnTopic = { type: 'topic', op: 'not_subscribed', topic: 'top_1' }
    expect(mailingSkipped(about, 'topic_not_subscribed')?.conditions[0]).toEqual(notOnTopic)
    expect(mailingReached(about).conditions).toMatchObject([{ conditions: expect.arrayContaining([notOnTopic]) }])
    expect(mailingSkipped({ include: { everyone: true } }, 'topic_not_subscribed')).toBeUndefined()
  })
})

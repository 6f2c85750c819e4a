import { expect, it } from 'vitest'
import { changesIn } from './changes-in.ts'

it('names what was changed as the page does, with what it was and is', () => {
  const changes = {
    email: ['ada@old.test', 'ada@new.test'],
    'fields.plan': [null, ['a', 'b']],
    'channels.telegram': ['1', null],
    tracking: [true, false],
  }
  expect(changesIn(changes)).toEqual([
    { key: 'email', name: 'E-mail', before: 'ada@old.test', after: 'ada@new.test' },
    { key: 'fields.plan', name: 'plan', before: '', after: 'a, b' },
    { key: 'channels.telegram', name: 'Telegram', before: '1', after: '' },
    { key: 'tracking', name: 'Opens and clicks noticed', before: 'Yes', after: 'No' },
  ])
  expect([changesIn(undefined), changesIn({ email: 'odd' })]).toEqual([[], []])
})

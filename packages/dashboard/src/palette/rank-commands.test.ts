import { describe, expect, it } from 'vitest'
import type { Command } from '../commands/command.ts'
import { rankCommands } from './rank-commands.ts'

const named = (label: string, group: Command['group'], words?: string): Command => ({
  ...{ id: label, label, group, words },
  run: () => {},
})

const COMMANDS = [
  named('Contacts', 'Go to'),
  named('New campaign', 'Create', 'mail message'),
  named('Campaigns', 'Go to'),
  named('Dark colours', 'Everywhere', 'theme scheme'),
]

function check(text: string, expected: string[]) {
  expect(rankCommands(COMMANDS, text).map(({ label }) => label)).toEqual(expected)
}

describe('the commands that a text means', () => {
  it('are all of them for an empty text, as they come', () => {
    check('  ', ['Contacts', 'New campaign', 'Campaigns', 'Dark colours'])
  })

  it('are those whose name starts so, then those with such a word', () => {
    check('cam', ['Campaigns', 'New campaign'])
    check('NEW c', ['New campaign'])
    check('c', ['Contacts', 'Campaigns', 'New campaign', 'Dark colours'])
  })

  it('are found by other words for them, and by where they stand', () => {
    check('theme', ['Dark colours'])
    check('go', ['Contacts', 'Campaigns'])
    check('message new', ['New campaign'])
  })

  it('are none when nothing starts so', () => {
    check('ampaign', [])
    check('(', [])
  })
})

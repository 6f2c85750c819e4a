import type { Command } from '../commands/command.ts'

/** The commands that a text may mean, the likeliest first; all of them for none. */
export function rankCommands(commands: Command[], text: string): Command[] {
  const asked = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return commands
    .map((command) => ({ command, rank: rankOf(command, asked) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
    .map(({ command }) => command)
}

// 0 when the name starts so, 1 when words of the name do, 2 when other words for it do.
function rankOf({ label, group, words = '' }: Command, asked: string[]): number | undefined {
  const name = label.toLowerCase()
  if (name.startsWith(asked.join(' '))) return 0
  if (startEach(asked, name)) return 1
  return startEach(asked, `${name} ${words} ${group}`.toLowerCase()) ? 2 : undefined
}

function startEach(asked: string[], text: string): boolean {
  const words = text.split(/\s+/)
  return asked.every((part) => words.some((word) => word.startsWith(part)))
}

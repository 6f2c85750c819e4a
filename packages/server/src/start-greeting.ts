import type { Config } from './config.ts'
import type { Entrance } from './first-start.ts'

/** What the terminal says once everything runs: just the address, and what is shown only this once. */
export function toGreeting(config: Config, entrance: Entrance): string {
  const facts: [string, string][] = []
  if (entrance.ownerLink !== null)
    facts.push(['Create your account', `${entrance.ownerLink}\n(works once, for 24 hours)`])
  if (entrance.newKey !== null)
    facts.push(['API key', `${entrance.newKey}\n(shown only now: keep it, or make others later)`])
  if (entrance.isFirst) {
    facts.push(['Data', config.databaseUrl === null ? config.dataDir : `your PostgreSQL, and ${config.dataDir}`])
    facts.push(['Stop', 'Ctrl+C'])
  }
  const lines = facts.flatMap(([name, text]) => {
    const [first, ...more] = text.split('\n')
    return [`  ${name.padEnd(21)}${first}`, ...more.map((line) => `${' '.repeat(23)}${line}`)]
  })
  return `\nRollcall is running at ${config.publicUrl}\n${lines.length > 0 ? `\n${lines.join('\n')}\n` : ''}\n`
}

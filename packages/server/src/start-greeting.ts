import type { Config } from './config.ts'
import type { Entrance } from './first-start.ts'

/** What the terminal says once everything runs: just the address, and what is shown only this once. */
export function toGreeting(config: Config, entrance: Entrance): string {
  const parts = [`Rollcall is running at ${config.publicUrl}`]
  // On a line of its own, a link is whole in a terminal of 80 columns.
  if (entrance.ownerLink !== null)
    parts.push(`  Create your account with this link. It works once, for 24 hours:\n  ${entrance.ownerLink}`)
  const facts: [string, string][] = []
  if (entrance.newKey !== null) {
    facts.push(['API key', entrance.newKey])
    facts.push(['', '(shown only now: keep it, or make others later)'])
  }
  if (entrance.isFirst) {
    facts.push(['Data', config.databaseUrl === null ? config.dataDir : `your PostgreSQL, and ${config.dataDir}`])
    facts.push(['Stop', 'Ctrl+C'])
  }
  if (facts.length > 0) parts.push(facts.map(([name, text]) => `  ${name.padEnd(9)}${text}`).join('\n'))
  return `\n${parts.join('\n\n')}\n\n`
}

import { command, main } from '../../packages/server/src/main.ts'

// What `npm start` runs, for tests that need the process and not the dashboard.
const words = process.argv.slice(2)
await (words.length > 0 ? command(words) : main({ dashboardDir: Promise.resolve(null) }))

import { main } from '../../packages/server/src/main.ts'

// What `npm start` runs, for tests that need the process and not the dashboard.
await main({ dashboardDir: Promise.resolve(null) })

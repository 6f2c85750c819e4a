import { ROUTES, type Route } from '../packages/contract/src/index.ts'

/** The text of packages/sdk/src/routes.ts: the calls without their zod shapes, so that the SDK depends on nothing. */
export function sdkRouteTable(): string {
  const routes = ROUTES.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const entries = routes.map(toEntry).join('')
  return `// Made by npm run generate from packages/contract. Do not edit.

/** How a call is made. */
export type SdkRoute = {
  method: string
  path: string
  query?: true
  body?: true
  upload?: true
  /** A file comes back. */
  media?: true
  /** Something that goes on comes back. */
  stream?: true
  /** Waits for the client's own writes. */
  waits?: true
}

/** Every call by its id. */
export const ROUTES = {
${entries}} as const satisfies Record<string, SdkRoute>
`
}

// As the formatter breaks lines.
const LINE_WIDTH = 120

function toEntry(route: Route): string {
  const fields = toFields(route)
  const line = `  '${route.id}': { ${fields.join(', ')} },`
  if (line.length <= LINE_WIDTH) return `${line}\n`
  return `  '${route.id}': {\n${fields.map((field) => `    ${field},\n`).join('')}  },\n`
}

function toFields(route: Route): string[] {
  const fields = [`method: '${route.method}'`, `path: '${route.path}'`]
  if (route.query) fields.push('query: true')
  if (route.body && !route.upload) fields.push('body: true')
  if (route.upload) fields.push('upload: true')
  if (route.media === 'text/event-stream') fields.push('stream: true')
  else if (route.media) fields.push('media: true')
  if (isReading(route)) fields.push('waits: true')
  return fields
}

// Plain writes of contacts and tags read nothing from the index; waiting would only slow down whoever sends many.
function isReading(route: Route): boolean {
  if (['public', 'session', 'keys:write'].includes(route.scope)) return false
  return route.scope !== 'contacts:write' || route.id === 'contacts.bulk'
}

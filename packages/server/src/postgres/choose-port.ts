import { once } from 'node:events'
import { createServer } from 'node:net'

/** The preferred port of 127.0.0.1 if nobody listens there, else one that is free now. */
export async function choosePort(preferred: number | undefined): Promise<number> {
  if (preferred !== undefined && (await listen(preferred)) !== undefined) return preferred
  const port = await listen(0)
  if (port === undefined) throw new Error('no free port on 127.0.0.1')
  return port
}

/** The port that could be listened on, closed again. */
async function listen(port: number): Promise<number | undefined> {
  const server = createServer()
  try {
    server.listen({ port, host: '127.0.0.1' })
    await once(server, 'listening')
  } catch {
    return undefined
  }
  const address = server.address()
  server.close()
  await once(server, 'close')
  return address !== null && typeof address === 'object' ? address.port : undefined
}

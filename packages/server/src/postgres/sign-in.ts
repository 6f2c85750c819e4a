import pg from 'pg'

/** Runs `work` on one connection to 127.0.0.1 as the superuser, for whom PostgreSQL keeps a few connections free. */
export async function signIn<T>(
  server: { port: number; password: string; patienceMs?: number },
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: server.port,
    user: 'postgres',
    password: server.password,
    database: 'postgres',
    application_name: 'rollcall supervisor',
    connectionTimeoutMillis: server.patienceMs ?? 10_000,
    query_timeout: 30_000,
  })
  // The server may end at any moment; the query in flight reports it.
  client.on('error', () => undefined)
  await client.connect()
  return work(client).finally(() => client.end())
}

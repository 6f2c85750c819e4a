import type pg from 'pg'
import { signIn } from './sign-in.ts'

/**
 * Makes the role and the database that Rollcall works with, unless they exist, and gives their connection string. The role
 * owns its databases and may make more, but is no superuser: one that is can read files and run programs of the machine.
 */
export async function prepareDatabase(server: { port: number; password: string }): Promise<string> {
  await signIn(server, async (client) => {
    if (!(await exists(client, 'SELECT FROM pg_roles WHERE rolname = $1'))) await makeRole(client, server.password)
    if (await exists(client, 'SELECT FROM pg_database WHERE datname = $1')) return
    await client.query('CREATE DATABASE rollcall OWNER rollcall')
  })
  return `postgres://rollcall:${server.password}@127.0.0.1:${server.port}/rollcall`
}

async function exists(client: pg.Client, question: string): Promise<boolean> {
  return (await client.query(question, ['rollcall'])).rows.length > 0
}

/** CREATE ROLE takes no parameters, so PostgreSQL itself quotes the password into it. */
async function makeRole(client: pg.Client, password: string): Promise<void> {
  await client.query("SELECT set_config('rollcall.password', $1, false)", [password])
  await client.query(`DO $$ BEGIN
    EXECUTE format('CREATE ROLE rollcall LOGIN CREATEDB PASSWORD %L', current_setting('rollcall.password'));
  END $$`)
}

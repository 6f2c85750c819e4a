import type { Database } from './database.ts'

/**
 * Tells PostgreSQL's planner how large the tables of contacts are. It finds out by itself only a minute after a big change, and
 * until then joins ten thousand contacts with their tags one by one. A small sample is enough for sizes.
 */
export async function refreshStatistics({ pool }: Database): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('set default_statistics_target = 20')
    await client.query('analyze contacts (project_id, row_no), contact_tags (project_id, row_no, tag_id)')
  } finally {
    await client.query('reset default_statistics_target').catch(() => undefined)
    client.release()
  }
}

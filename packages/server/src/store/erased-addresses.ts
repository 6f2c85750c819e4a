import type { AddressHashing, Queryable, Transaction } from './database.ts'

/** Those of these folded addresses whose people had themselves erased. */
export async function listErased(
  record: Queryable & AddressHashing,
  projectId: number,
  addresses: string[],
): Promise<string[]> {
  if (addresses.length === 0) return []
  // Most projects never erased anybody, and hashing a batch of an import would be for nothing.
  const [{ some }] = await record.query<{ some: boolean }>(
    'select exists (select from erased_addresses where project_id = $1) as some',
    [projectId],
  )
  if (!some) return []
  const hashes = addresses.map((address) => record.hashAddress(projectId, address))
  const rows = await record.query<{ hash: Buffer }>(
    'select hash from erased_addresses where project_id = $1 and hash = any($2)',
    [projectId, hashes],
  )
  const erased = new Set(rows.map(({ hash }) => hash.toString('hex')))
  return addresses.filter((_, place) => erased.has(hashes[place]?.toString('hex') ?? ''))
}

/** Puts those of these addresses that were erased on the suppression list again: the objection outlives what was known. */
export async function suppressErased(transaction: Transaction, addresses: string[], now: Date): Promise<void> {
  const erased = await listErased(transaction, transaction.projectId, addresses)
  if (erased.length === 0) return
  await transaction.query(
    `insert into suppressions (project_id, address, reason, note, created_at, created_by)
     select $1, address, 'erased', 'Was erased, and came in again', $3, 'system' from unnest($2::text[]) as a (address)
     on conflict (project_id, address, reason) do nothing`,
    [transaction.projectId, erased, now],
  )
}

/** Keeps the hashes of addresses whose people are erased. */
export async function insertErased(transaction: Transaction, addresses: string[], now: Date): Promise<void> {
  const { projectId, actor } = transaction
  await transaction.query(
    `insert into erased_addresses (project_id, hash, erased_at, erased_by)
     select $1, hash, $3, $4 from unnest($2::bytea[]) as h (hash) on conflict do nothing`,
    [projectId, addresses.map((address) => transaction.hashAddress(projectId, address)), now, actor],
  )
}

/** Forgets that an address was erased: they came back of their own will. */
export async function forgetErased(transaction: Transaction, address: string): Promise<void> {
  const { projectId } = transaction
  await transaction.query('delete from erased_addresses where project_id = $1 and hash = $2', [
    projectId,
    transaction.hashAddress(projectId, address),
  ])
}

/** PostgreSQL settings by name, as its configuration file knows them. */
export type ServerSettings = Readonly<Record<string, string>>

/**
 * For a small machine that also holds the audience index. Given on the command line, so that they change with the version of
 * Rollcall and root never writes into a directory that belongs to another user.
 */
const settings: ServerSettings = {
  // TCP with a password, never a public address. A unix socket has a path limit of 107 bytes that data directories exceed,
  // does not exist on Windows, and needs a directory shared by two users; loopback is the same everywhere, and SCRAM never
  // shows the password to somebody who took the port before us.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  // Rollcall's pools need about 40.
  max_connections: '60',

  // The kernel's cache does the rest, and gives memory back to the index when it grows.
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',

  // Stated although they are the defaults: an acknowledged write survives a power cut.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Imports write gigabytes: fewer checkpoints, smaller page images.
  max_wal_size: '2GB',
  wal_compression: 'on',

  // SSDs; the default of 4 is for disks that turn.
  random_page_cost: '1.1',
  // Queries here are short: compiling one costs more than it saves, and the other cores belong to the index. Parallel
  // workers would also need more shared memory than the 64 MB that a container has.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  // Nobody subscribes to this server: one process less.
  max_logical_replication_workers: '0',

  timezone: 'UTC',
  log_timezone: 'UTC',
  // Starts, stops and crashes only. Rollcall sees the errors of its own statements, and their values are people's data.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

/** The arguments of the `postgres` program. */
export function toServerArguments(options: { clusterDir: string; port: number; changes: ServerSettings }): string[] {
  const all = { ...settings, ...options.changes, port: String(options.port) }
  return ['-D', options.clusterDir, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

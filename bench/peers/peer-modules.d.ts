// What we use of the peers. They are installed by `npm run bench` alone, so type checks know them from here only.

declare module '@duckdb/node-api' {
  type Reader = { getColumns(): unknown[][] }
  type Connection = {
    run(sql: string): Promise<unknown>
    runAndReadAll(sql: string): Promise<Reader>
    closeSync(): void
  }
  type Instance = { connect(): Promise<Connection>; closeSync(): void }
  export const DuckDBInstance: { create(path: string, options?: Record<string, string>): Promise<Instance> }
}

declare module 'chdb' {
  export class Session {
    constructor(path: string)
    query(sql: string, format?: string): string
    cleanup(): void
  }
}

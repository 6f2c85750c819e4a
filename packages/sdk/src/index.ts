export type { Body, CallId, CallOptions, FileUpload, Query, Reply } from './client-types.ts'
export { type LiveNews, readLive } from './read-live.ts'
export { Rollcall, type RollcallOptions } from './rollcall.ts'
export { RollcallError, type RollcallErrorCode } from './rollcall-error.ts'

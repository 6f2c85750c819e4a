import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SavedPart } from '@rollcall/engine'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openCheckpointFile, UnusableCheckpoint, writeCheckpointFile } from './checkpoint-file.ts'

const HEADER = { snapshot: '10:12:11', text: 'é\n' }
const PARTS = [part(0, 64), part(1, 8), part(0, 256)]
const signal = new AbortController().signal

let dir: string
let path: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rollcall-checkpoint-'))
  path = join(dir, 'project-1')
})
afterEach(() => rm(dir, { recursive: true }))

function part(shard: number, length: number): SavedPart {
  return { shard, bytes: Uint8Array.from({ length }, (_, at) => at) }
}

async function* each(parts: SavedPart[]): AsyncGenerator<SavedPart> {
  yield* parts
}

async function readAll() {
  const file = await openCheckpointFile(path)
  if (file === undefined) return undefined
  const parts: SavedPart[] = []
  try {
    for await (const read of file.parts()) parts.push(read)
  } finally {
    await file.close()
  }
  return { header: file.header, parts }
}

it('gives back what was written, to its owner alone', async () => {
  expect(await readAll()).toBeUndefined()
  await writeCheckpointFile(path, HEADER, { parts: each(PARTS), signal })
  expect(await readAll()).toEqual({ header: HEADER, parts: PARTS })
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readdir(dir)).toEqual(['project-1'])
})

it('refuses a file that ends anywhere before its end, or goes on after it', async () => {
  await writeCheckpointFile(path, HEADER, { parts: each(PARTS), signal })
  const whole = await readFile(path)
  for (let length = 0; length < whole.length; length += length < 300 || length > whole.length - 60 ? 1 : 97) {
    await writeFile(path, whole.subarray(0, length))
    await expect(readAll(), `${length} bytes`).rejects.toThrow(UnusableCheckpoint)
  }
  await writeFile(path, Buffer.concat([whole, Buffer.alloc(1)]))
  await expect(readAll()).rejects.toThrow(UnusableCheckpoint)
})

it('refuses any damage outside of parts, which have checksums of their own', async () => {
  await writeCheckpointFile(path, HEADER, { parts: each(PARTS), signal })
  const whole = await readFile(path)
  for (let at = 0; at < whole.length; at++) {
    const damaged = Buffer.from(whole)
    damaged[at] ^= 0x10
    await writeFile(path, damaged)
    const read = await readAll().catch((error) => error)
    if (read instanceof UnusableCheckpoint) continue
    expect({ at, header: read.header, shards: read.parts.map(({ shard }: SavedPart) => shard) }).toEqual({
      at,
      header: HEADER,
      shards: [0, 1, 0],
    })
    expect(read.parts).not.toEqual(PARTS)
  }
})

it('keeps the one before, and nothing half done, when writing ends early', async () => {
  await writeCheckpointFile(path, HEADER, { parts: each(PARTS), signal })
  const stopped = new AbortController()
  async function* stopping(): AsyncGenerator<SavedPart> {
    yield PARTS[0]
    stopped.abort(new Error('enough'))
    yield PARTS[1]
  }
  const other = { snapshot: 'other' }
  await expect(writeCheckpointFile(path, other, { parts: stopping(), signal: stopped.signal })).rejects.toThrow(
    'enough',
  )
  expect(await readAll()).toEqual({ header: HEADER, parts: PARTS })
  expect(await readdir(dir)).toEqual(['project-1'])
})

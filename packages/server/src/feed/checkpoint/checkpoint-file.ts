import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import type { SavedPart } from '@rollcall/engine'

/** Why a checkpoint cannot be used, as the end of a sentence. */
export class UnusableCheckpoint extends Error {}

/** A checkpoint that is open for reading: what it says of itself, then its parts, to be read once. */
export type CheckpointFile = { header: unknown; parts(): AsyncGenerator<SavedPart>; close(): Promise<void> }

// Raise the number in MAGIC whenever this format changes, or what the index makes of a record.
//
// The file: MAGIC; a frame and a header as JSON; a frame and the bytes of each part; a frame that ends it. A frame is four
// words: whose part (or one of the two below), its length, its place, and the CRC-32 of these. Parts carry checksums of
// their own, which the index verifies.
const MAGIC = Buffer.from('rollcall index 1\n')
const FRAME_BYTES = 16
const OF_HEADER = 0xffff_fffe
const OF_END = 0xffff_ffff

/** Writes a checkpoint under another name, and in the place of the one before once all of it is on disk. */
export async function writeCheckpointFile(
  path: string,
  header: unknown,
  { parts, signal }: { parts: AsyncIterable<SavedPart>; signal: AbortSignal },
): Promise<void> {
  const unfinishedPath = `${path}.unfinished`
  try {
    const file = await open(unfinishedPath, 'w', 0o600)
    try {
      await writeAll(file, header, { parts, signal })
      await file.sync()
    } finally {
      await file.close()
    }
    signal.throwIfAborted()
    await rename(unfinishedPath, path)
  } catch (error) {
    await rm(unfinishedPath, { force: true })
    throw error
  }
  await syncDirectory(dirname(path))
}

async function writeAll(
  file: FileHandle,
  header: unknown,
  { parts, signal }: { parts: AsyncIterable<SavedPart>; signal: AbortSignal },
): Promise<void> {
  const text = Buffer.from(JSON.stringify(header))
  await file.writeFile(Buffer.concat([MAGIC, toFrame(OF_HEADER, text.length, crc32(text)), text]))
  let count = 0
  for await (const { shard, bytes } of parts) {
    signal.throwIfAborted()
    await file.writeFile(toFrame(shard, bytes.length, count++))
    await file.writeFile(bytes)
  }
  await file.writeFile(toFrame(OF_END, 0, count))
}

/** Opens a checkpoint; undefined when there is none. */
export async function openCheckpointFile(path: string): Promise<CheckpointFile | undefined> {
  const file = await open(path, 'r').catch((error) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (file === undefined) return undefined
  try {
    const reader = new Reader(file, (await file.stat()).size)
    const header = await readHeader(reader)
    return { header, parts: () => readParts(reader), close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readHeader(reader: Reader): Promise<unknown> {
  if (!MAGIC.equals(await reader.take(MAGIC.length)))
    throw new UnusableCheckpoint('it is not in the format of this version')
  const frame = await reader.takeFrame()
  const text = frame.of === OF_HEADER ? await reader.take(frame.length) : undefined
  if (text === undefined || crc32(text) !== frame.place) throw damaged()
  return JSON.parse(Buffer.from(text).toString())
}

async function* readParts(reader: Reader): AsyncGenerator<SavedPart> {
  for (let count = 0; ; count++) {
    const { of: shard, length, place } = await reader.takeFrame()
    if (place !== count) throw damaged()
    if (shard === OF_END) return reader.expectEnd()
    yield { shard, bytes: await reader.take(length) }
  }
}

class Reader {
  readonly #file: FileHandle
  readonly #sizeBytes: number
  #at = 0

  constructor(file: FileHandle, sizeBytes: number) {
    this.#file = file
    this.#sizeBytes = sizeBytes
  }

  async take(length: number): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#at + length > this.#sizeBytes) throw new UnusableCheckpoint('it ends too early')
    const bytes = new Uint8Array(length)
    for (let read = 0; read < length; ) {
      const { bytesRead } = await this.#file.read(bytes, read, length - read, this.#at + read)
      if (bytesRead === 0) throw new UnusableCheckpoint('it ends too early')
      read += bytesRead
    }
    this.#at += length
    return bytes
  }

  async takeFrame(): Promise<{ of: number; length: number; place: number }> {
    const frame = await this.take(FRAME_BYTES)
    const [of, length, place, check] = new Uint32Array(frame.buffer)
    if (check !== crc32(frame.subarray(0, FRAME_BYTES - 4))) throw damaged()
    return { of, length, place }
  }

  expectEnd(): void {
    if (this.#at !== this.#sizeBytes) throw damaged()
  }
}

function toFrame(of: number, length: number, place: number): Uint8Array {
  const words = Uint32Array.of(of, length, place, 0)
  const frame = new Uint8Array(words.buffer)
  words[3] = crc32(frame.subarray(0, FRAME_BYTES - 4))
  return frame
}

async function syncDirectory(path: string): Promise<void> {
  // Windows opens no directories.
  const directory = await open(path, 'r').catch(() => undefined)
  await directory?.sync().finally(() => directory.close())
}

function damaged(): UnusableCheckpoint {
  return new UnusableCheckpoint('it is damaged')
}

import { createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile, MultipartValue } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { Upload } from '../action.ts'
import { Failure, failure } from '../failure.ts'
import { parseJson } from './parse-json.ts'

export type ReceivedUpload = { upload: Upload; options: unknown }

/**
 * Writes the part `file` to disk while it arrives, and reads the part `options`, whichever comes first. A file of any size
 * costs no memory. Whoever gets the result owns the file.
 */
export async function receiveUpload(
  request: FastifyRequest,
  place: { dataDir: string; name: string },
): Promise<ReceivedUpload> {
  if (!request.isMultipart()) throw failure('unsupported_media_type', { type: request.headers['content-type'] ?? '' })
  const dir = join(place.dataDir, 'uploads')
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const path = join(dir, place.name)
  try {
    return await readParts(request, path)
  } catch (error) {
    await rm(path, { force: true })
    throw error instanceof Failure || !isClientFault(error) ? error : failure('bad_upload', { reason: error.message })
  }
}

async function readParts(request: FastifyRequest, path: string): Promise<ReceivedUpload> {
  let options: unknown = {}
  let fileName: string | undefined
  for await (const part of request.parts()) {
    if (part.fieldname === 'options') options = await readOptions(part)
    else if (part.fieldname !== 'file' || part.type !== 'file') {
      throw failure('bad_upload', {
        reason: `the part ${JSON.stringify(part.fieldname)} is neither a file named file nor options`,
      })
    } else if (fileName !== undefined) throw failure('bad_upload', { reason: 'it has more than one file' })
    else {
      fileName = part.filename || 'file'
      await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
    }
  }
  if (fileName === undefined) throw failure('bad_upload', { reason: 'the part file is missing' })
  const { size } = await stat(path)
  return { upload: { fileName: fileName.toWellFormed().replaceAll('\0', ''), path, sizeBytes: size }, options }
}

// Some clients send it as text, some as a field of type application/json, some as a nameless file.
async function readOptions(part: MultipartValue | MultipartFile): Promise<unknown> {
  if (part.type === 'file') return parseJson(await part.toBuffer())
  return typeof part.value === 'string' ? parseJson(Buffer.from(part.value)) : part.value
}

function isClientFault(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  // Disk trouble has a code of the system; the rest comes from the parser or from a sender who went away.
  const { code = '' } = error as NodeJS.ErrnoException // why: system errors carry `code`, which Error does not declare
  return !/^E[A-Z]+$/.test(code) || code === 'ECONNRESET'
}

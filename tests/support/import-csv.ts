import { setTimeout as sleep } from 'node:timers/promises'
import type { importJob } from '@rollcall/contract'
import type { z } from 'zod'
import { startImports } from '../../packages/server/src/jobs/import-worker.ts'
import { createProduct, type ProductOptions, type Reply, type TestProduct } from './create-product.ts'

export type ImportJob = z.output<typeof importJob>

/** A product whose imports run in the background, as in main.ts. */
export async function createImportingProduct(options: ProductOptions = {}) {
  let wake = () => {}
  const test = await createProduct({ ...options, wake: (work) => work === 'imports' && wake() })
  const worker = startImports(test.product)
  wake = worker.wake
  return {
    ...test,
    async drop() {
      await worker.stop()
      await test.drop()
    },
  }
}

const BOUNDARY = 'rollcall-test-boundary'

/** Uploads a file as a browser does. */
export function upload(test: TestProduct, file: Buffer | string, options: object = {}): Promise<Reply> {
  const part = (head: string, body: Buffer | string) => [`--${BOUNDARY}\r\n${head}\r\n\r\n`, body, '\r\n']
  const parts = [
    ...part('Content-Disposition: form-data; name="options"', JSON.stringify(options)),
    ...part('Content-Disposition: form-data; name="file"; filename="people.csv"\r\nContent-Type: text/csv', file),
    `--${BOUNDARY}--\r\n`,
  ]
  return test.inject({
    method: 'POST',
    url: '/v1/imports',
    headers: {
      authorization: `Bearer ${test.first.key}`,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    },
    payload: Buffer.concat(parts.map((piece) => Buffer.from(piece))),
  })
}

/** Uploads a file and waits until it is imported, or has failed. */
export async function importCsv(test: TestProduct, file: Buffer | string, options: object = {}): Promise<ImportJob> {
  const { status, body, text } = await upload(test, file, options)
  if (status !== 202) throw new Error(`The upload was refused: ${text}`)
  // why: replies are held against the contract
  return waitForImport(test, (body as ImportJob).id)
}

/** The import once it is over. */
export async function waitForImport(test: TestProduct, id: string): Promise<ImportJob> {
  for (;;) {
    const { body } = await test.request<ImportJob>('GET', `/v1/imports/${id}`)
    if (body.finishedAt !== null) return body
    await sleep(20)
  }
}

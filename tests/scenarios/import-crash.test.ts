import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { type ImportJob, importCsv, upload } from '../support/import-csv.ts'
import { until } from '../support/until.ts'

const ROWS = 12_000
const KILLS = 3

let killed: TestProduct
let undisturbed: TestProduct
let worker: ChildProcess | undefined
beforeAll(async () => {
  killed = await createProduct()
  undisturbed = await createProduct({ work: true })
})
afterAll(async () => {
  worker?.kill('SIGKILL')
  await Promise.all([killed.drop(), undisturbed.drop()])
})

/** Every third person stands in the file twice, every hundredth row is no address. */
function csv(): string {
  const rows = Array.from({ length: ROWS }, (_, n) => {
    const email = n % 100 === 99 ? 'nobody' : `p${n % 3 === 2 ? n - 1 : n}@example.org`
    return `${email},City ${n % 7},${n},"Batch: ${n % 5}, Row"`
  })
  return `email,city,points,tags\n${rows.join('\n')}\n`
}

function startWorker(): ChildProcess {
  const script = new URL('../support/importing-process.ts', import.meta.url).pathname
  return spawn(process.execPath, [script, killed.product.database.connectionString], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

const importOf = async (test: TestProduct, id: string) =>
  (await test.request<ImportJob>('GET', `/v1/imports/${id}`)).body

/** All that an import leaves, without what differs from one run to the next. */
const resultOf = ({ product }: TestProduct) =>
  product.database.query(
    `select c.email, c.fields, c.folded, c.status, array_agg(t.name order by t.name) as tags
     from contacts c left join contact_tags ct using (project_id, row_no) left join tags t on t.id = ct.tag_id
     group by c.project_id, c.row_no order by c.email`,
  )

it('killed with -9 in the middle, again and again, it ends as if nothing had happened', async () => {
  const file = csv()
  const { id } = (await upload(killed, file)).body as ImportJob
  const seen: number[] = []
  for (let kill = 1; kill <= KILLS; kill += 1) {
    worker = startWorker()
    const { counts } = await until(
      () => importOf(killed, id),
      ({ counts: { total } }) => total > (seen.at(-1) ?? 0),
    )
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    seen.push(counts.total)
  }
  // It was killed in the middle, not before or after its work.
  expect(seen.at(-1)).toBeLessThan(ROWS)
  worker = startWorker()
  const done = await until(
    () => importOf(killed, id),
    ({ status }) => status === 'completed' || status === 'failed',
  )
  const expected = await importCsv(undisturbed, file)
  expect(done).toMatchObject({ status: 'completed', counts: expected.counts })
  expect(await resultOf(killed)).toEqual(await resultOf(undisturbed))
})

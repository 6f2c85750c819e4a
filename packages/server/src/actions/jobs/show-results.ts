import { findContactNames } from '../../store/contact-names.ts'
import { findRowNos } from '../../store/contacts.ts'
import type { Queryable } from '../../store/database.ts'
import type { JobResult } from '../../store/jobs.ts'

/** Results with who the contacts are now; ids alone say nothing to a person. */
export async function showResults<Result extends JobResult>(record: Queryable, projectId: number, results: Result[]) {
  const texts = results.map(({ contact }) => contact).filter((text) => !text.includes('\u0000'))
  const rowNos = await findRowNos(record, projectId, texts)
  const names = await findContactNames(record, projectId, [...rowNos.values()])
  return results.map((result) => {
    const who = names.get(rowNos.get(result.contact) ?? 0)
    return { ...result, id: who?.id ?? null, name: who ? (who.email ?? who.name) : null }
  })
}

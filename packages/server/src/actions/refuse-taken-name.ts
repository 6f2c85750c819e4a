import { failure } from '../failure.ts'
import { errorCode } from '../store/database.ts'

const UNIQUE_VIOLATION = '23505'

/** Runs a write; a name that is taken becomes already_exists with the id of the one that has it. */
export async function refuseTakenName<Result>(
  named: { what: string; name: string; findId: () => Promise<string> },
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (errorCode(error) !== UNIQUE_VIOLATION) throw error
    throw failure('already_exists', { what: named.what, by: 'name', value: named.name, id: await named.findId() })
  }
}

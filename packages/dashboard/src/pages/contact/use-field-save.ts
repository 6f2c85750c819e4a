import type { Body } from '@rollcall/sdk'
import { RollcallError } from '@rollcall/sdk'
import type { Contact } from '../../api.ts'
import { showTrouble } from '../../show-trouble.ts'
import { useContactChange } from './use-contact.ts'

/** Writes a value that shows at once; answers with a sentence when it cannot be taken, for the place where it was written. */
export function useFieldSave(contact: Contact) {
  const change = useContactChange(contact, { ownErrors: true })
  return async (body: Body<'contacts.update'>, words: string): Promise<string | undefined> => {
    try {
      await change(body, words)
      return undefined
    } catch (error) {
      const isRefused = error instanceof RollcallError && (error.status === 422 || error.status === 409)
      if (isRefused) return error.errors[0]?.detail ?? error.detail
      showTrouble(error)
      return undefined
    }
  }
}

import type { Body } from '@rollcall/sdk'
import { RollcallError } from '@rollcall/sdk'
import type { ReactNode } from 'react'
import type { Contact } from '../../api.ts'
import { WhoHasIt } from '../../parts/who-has-it.tsx'
import { showTrouble } from '../../show-trouble.ts'
import { toSentence, troubleWords } from '../../trouble-words.ts'
import { useContactChange } from './use-contact.ts'

/** Writes a value that shows at once; answers with what to say where it was written when it cannot be taken. */
export function useFieldSave(contact: Contact) {
  const change = useContactChange(contact, { ownErrors: true })
  return async (body: Body<'contacts.update'>, words: string): Promise<ReactNode> => {
    try {
      await change(body, words)
      return undefined
    } catch (error) {
      const isRefused = error instanceof RollcallError && (error.status === 422 || error.status === 409)
      if (!isRefused) {
        showTrouble(error)
        return undefined
      }
      const [problem] = error.errors
      return (
        <>
          {problem ? toSentence(problem.detail) : troubleWords(error).what}{' '}
          <WhoHasIt error={error} contact={contact.id} />
        </>
      )
    }
  }
}

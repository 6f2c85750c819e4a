import { useQuery } from '@tanstack/react-query'
import type { Scope } from './pages/settings/scope-words.ts'
import { sessionQuery } from './session.ts'

/** Whether the person who is signed in may do something; a function, so that one can ask of many. */
export function useMay(): (scope: Scope) => boolean {
  const scopes = useQuery({ ...sessionQuery, refetchOnMount: false }).data?.scopes ?? []
  return (scope) => scopes.includes('*') || scopes.includes(scope)
}

import { type Reply, RollcallError } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client, queryClient, troubleOf } from '../api.ts'

const IDLE_MS = 5_000
const BUSY_MS = 1_000
const BUILD_MS = 300_000

/** What the server is busy with, whether it answers, and whether it has become a newer one. */
export function useStatus() {
  const query = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => client.system.status({}, { signal }),
    refetchInterval: ({ state }) => (isBusy(state.data) || state.error ? BUSY_MS : IDLE_MS),
  })
  const trouble = query.error ? troubleOf(query.error) : undefined
  const isOffline = trouble?.isAway === true
  const isOld = useQuery({ queryKey: ['build'], queryFn: isOldBuild, refetchInterval: BUILD_MS, staleTime: BUILD_MS })
  useEffect(() => {
    if (isOffline) return () => refreshAll()
    return undefined
  }, [isOffline])
  return { status: query.data, outage: isOffline ? outageText(query.error) : undefined, isOld: isOld.data === true }
}

export type Status = Reply<'system.status'>

function isBusy(status: Status | undefined): boolean {
  if (!status) return false
  return status.index !== 'ready' || [status.imports, status.jobs, status.campaigns].some(({ length }) => length > 0)
}

// Nothing answers, or something does that says what is wrong.
function outageText(error: unknown): string {
  const isSilent = error instanceof RollcallError && error.code === 'unreachable'
  return `${isSilent ? 'Rollcall does not answer.' : troubleOf(error).what} Trying again.`
}

// Whoever was away may have missed anything, a newer build included.
function refreshAll() {
  void queryClient.invalidateQueries()
}

/** Whether the server has other scripts than this page by now. */
async function isOldBuild(): Promise<boolean> {
  const own = document.querySelector('script[type=module][src]')?.getAttribute('src')
  const reply = await fetch('/', { cache: 'no-cache' })
  return own != null && reply.ok && !(await reply.text()).includes(own)
}

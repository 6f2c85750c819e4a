import { useNavigate } from '@tanstack/react-router'
import { client, queryClient } from './api.ts'
import { forgetLongRules } from './long-rules.ts'
import { forgetRecent } from './recent.ts'
import { useChange } from './use-change.ts'

/** Ends this session, or all of one's own, and forgets whatever was read in it. */
export function useSignOut({ everywhere = false } = {}) {
  const navigate = useNavigate()
  return useChange(() => (everywhere ? client.session.deleteAll() : client.session.delete()), {
    changes: [],
    done: () => {
      queryClient.clear()
      forgetRecent()
      forgetLongRules()
      void navigate({ to: '/sign-in' })
    },
  })
}

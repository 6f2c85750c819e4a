import { useNavigate } from '@tanstack/react-router'
import { type Campaign, client, queryClient } from '../../api.ts'
import { offerUndo } from '../../parts/offer-undo.tsx'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'

/** What is known of a campaign in lists, too. */
export type Acted = Pick<Campaign, 'id' | 'name' | 'status' | 'archivedAt'>

const CHANGES = ['campaigns', 'results', 'deliveries']
const LAUNCHED = ['sending', 'paused', 'sent', 'cancelled']
const OVER = ['draft', 'sent', 'cancelled', 'failed']

/** What the person who is signed in may do with a campaign in its state. */
export function useMayOf() {
  const may = useMay()
  const [maySend, mayWrite] = [may('campaigns:send'), may('campaigns:write')]
  return ({ status, archivedAt }: Acted) => ({
    pause: maySend && status === 'sending',
    resume: maySend && status === 'paused',
    takeBack: maySend && status === 'scheduled',
    cancel: maySend && (status === 'sending' || status === 'paused'),
    duplicate: mayWrite,
    archive: mayWrite && OVER.includes(status) && archivedAt === null,
    unarchive: mayWrite && archivedAt !== null,
    compare: LAUNCHED.includes(status),
    remove: mayWrite && (status === 'draft' || status === 'scheduled' || status === 'failed'),
  })
}

/** The steps of a campaign's course, each known by its answer at once. */
export function useCampaignActions() {
  const navigate = useNavigate()
  const keep = (campaign: Campaign) => queryClient.setQueryData(['campaigns', 'one', campaign.id], campaign)
  const pause = useChange(({ id }: Acted) => client.campaigns.pause(id), { changes: CHANGES, done: keep })
  const resume = useChange(({ id }: Acted) => client.campaigns.resume(id), { changes: CHANGES, done: keep })
  const cancel = useChange(({ id }: Acted) => client.campaigns.cancel(id), { changes: CHANGES, done: keep })
  const archive = useChange(
    ({ id, archivedAt }: Acted) => client.campaigns.archive(id, { archived: archivedAt === null }),
    {
      changes: CHANGES,
      done: keep,
      undo: ({ name, archivedAt }, { id }) => ({
        words: archivedAt ? `“${name}” is archived.` : `“${name}” is back among the others.`,
        run: () => client.campaigns.archive(id, { archived: archivedAt === null }),
      }),
    },
  )
  const duplicate = useChange(({ id }: Acted) => client.campaigns.duplicate(id, {}), {
    changes: CHANGES,
    done: (copy) => {
      void navigate({ to: '/campaigns/$campaign', params: { campaign: copy.id } })
      offerUndo(`“${copy.name}” is a draft.`, async () => {
        await client.campaigns.delete(copy.id)
        void queryClient.invalidateQueries({ queryKey: ['campaigns', 'list'] })
        void navigate({ to: '/campaigns' })
      })
    },
  })
  const remove = useChange(({ id }: Acted) => client.campaigns.delete(id), {
    changes: CHANGES,
    done: () => void navigate({ to: '/campaigns' }),
  })
  return { pause, resume, cancel, archive, duplicate, remove }
}

import { IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type Campaign, client } from '../../api.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { useChange } from '../../use-change.ts'
import { AudienceCard } from './audience-card.tsx'
import classes from './campaign.module.css'
import { ContentCard } from './content-card.tsx'
import { missingParts } from './draft.ts'
import { Launch } from './launch.tsx'
import { PreviewCard } from './preview-card.tsx'
import { SenderCard } from './sender-card.tsx'
import { useComposer } from './use-composer.ts'
import { useWaterfall, Waterfall } from './waterfall.tsx'

/** A saved draft: everything on one page, who will get it at its side. */
export function Composer({ campaign }: { campaign: Campaign }) {
  const { draft, set, isSaved, error, retry } = useComposer(campaign)
  const waterfall = useWaterfall(draft.audience)
  const missing = missingParts(draft)
  const navigate = useNavigate()
  const remove = useChange(() => client.campaigns.delete(campaign.id), {
    changes: ['campaigns'],
    done: () => void navigate({ to: '/campaigns' }),
  })
  return (
    <Page
      title={draft.name || 'Untitled campaign'}
      lead={isSaved ? 'A draft. Every change is saved.' : 'A draft. Saving your changes…'}
      above={<BackLink to="/campaigns">Campaigns</BackLink>}
      actions={
        <InlineConfirm
          ask="Delete the draft"
          icon={<IconTrash size={15} />}
          question="It would be gone for good."
          yes="Delete the draft"
          busy={remove.isPending}
          run={() => remove.mutate()}
        />
      }
    >
      <div className={classes.columns}>
        <div className={classes.cards}>
          <AudienceCard audience={draft.audience} onChange={(audience) => set({ audience })} />
          <ContentCard draft={draft} set={set} />
          <SenderCard draft={draft} set={set} />
          <PreviewCard id={campaign.id} updatedAt={campaign.updatedAt} />
        </div>
        <aside className={classes.side}>
          <Waterfall audience={draft.audience} query={waterfall} />
          {missing.length > 0 && <Notice tone="warn">Not saved while it lacks {missing.join(', ')}.</Notice>}
          {error && <ErrorState error={error} retry={retry} />}
          <Launch
            id={campaign.id}
            willBeSent={waterfall.data?.willBeSent}
            isReady={isSaved && missing.length === 0 && !waterfall.isStale}
          />
        </aside>
      </div>
    </Page>
  )
}

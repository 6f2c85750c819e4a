import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import type { Campaign } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import type { View } from '../../message/message-preview.tsx'
import { problemIn } from '../../message/problem-in.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { useProject } from '../../session.ts'
import { useLeaveGuard } from '../../use-leave-guard.ts'
import { useMay } from '../../use-may.ts'
import { AudienceCard } from './audience-card.tsx'
import { CampaignMenu } from './campaign-menu.tsx'
import { ChecksCard } from './checks-card.tsx'
import classes from './composer.module.css'
import { ConflictNotice } from './conflict-notice.tsx'
import { ContentCard } from './content-card.tsx'
import { lacksOf, missingParts } from './draft.ts'
import { Launch } from './launch.tsx'
import { LinksCard } from './links-card.tsx'
import { Lockable } from './lockable.tsx'
import { PreviewCard } from './preview-card.tsx'
import { ScheduleCard } from './schedule-card.tsx'
import { Scheduled } from './scheduled.tsx'
import { toSearch } from './search.ts'
import { SenderCard } from './sender-card.tsx'
import { useChecks } from './use-checks.ts'
import { useComposer } from './use-composer.ts'
import { useDraftPreview } from './use-draft-preview.ts'
import { lackOfWhen, type When, whenOf } from './when.ts'
import { useReach, WhoGetsIt } from './who-gets-it.tsx'

const route = getRouteApi('/frame/campaigns/$campaign')

/** A saved draft, or a scheduled campaign: everything on one page, who will get it at its side. */
export function Composer({ campaign }: { campaign: Campaign }) {
  const { draft, set, isSaved, error, retry, undo, conflict, confirm, round } = useComposer(campaign)
  const may = useMay()
  useLeaveGuard(conflict !== undefined)
  const [isLocked, maySend] = [!may('campaigns:write'), may('campaigns:send')]
  const reach = useReach(draft)
  const projectZone = useProject()?.timezone ?? 'UTC'
  const [when, setWhen, forgetWhen] = useWhen(campaign, projectZone)
  const lacks = lacksOf(draft)
  const lackOfTime = lackOfWhen(when, {
    hasBatches: draft.plan.batches !== undefined,
    hasWinner: draft.test?.decide !== undefined,
    now: new Date(),
  })
  const missing = missingParts(draft)
  const isScheduled = campaign.status === 'scheduled'
  const willBeSent = reach.data?.willBeSent
  const [view, setView] = useView()
  const preview = useDraftPreview(draft, view)
  const checks = useChecks(draft)
  const unreadable = problemIn(error)
  return (
    <Page
      title={draft.name || 'Untitled campaign'}
      lead={`${isScheduled ? 'Scheduled' : 'A draft'}. ${standingOf({ isLocked, isSaved, isRefused: conflict !== undefined })}`}
      above={<BackLink to="/campaigns">Campaigns</BackLink>}
      actions={
        <>
          {!isLocked && <UndoButton undo={undo?.run} />}
          <CampaignMenu campaign={campaign} />
        </>
      }
    >
      <div className={classes.columns}>
        <div className={classes.cards} key={round}>
          {campaign.error && <Notice tone="warn">{campaign.error} Change what is wrong, then send it again.</Notice>}
          <Lockable isLocked={isLocked}>
            <AudienceCard draft={draft} lacks={lacks.audience} set={set} />
            <ContentCard
              draft={draft}
              lacks={lacks.content}
              set={set}
              problem={preview.problem ?? unreadable}
              checks={checks.checks}
            />
          </Lockable>
          <PreviewCard {...{ draft, preview, view }} onView={setView} id={campaign.id} />
          <Lockable isLocked={isLocked}>
            <SenderCard draft={draft} lacks={lacks.sender} set={set} />
            <LinksCard draft={draft} lacks={lacks.links} set={set} />
            <ScheduleCard
              when={{ value: when, onChange: setWhen }}
              plan={draft.plan}
              lacks={lackOfTime ? [...lacks.schedule, lackOfTime] : lacks.schedule}
              people={willBeSent}
              projectZone={projectZone}
              onPlan={(plan) => set({ plan })}
            />
          </Lockable>
          <ChecksCard state={checks} draft={draft} />
        </div>
        <aside className={classes.side}>
          {isScheduled && (
            <Lockable isLocked={!maySend}>
              <Scheduled campaign={campaign} done={forgetWhen} />
            </Lockable>
          )}
          <WhoGetsIt draft={draft} query={reach} />
          {missing.length > 0 && <Notice tone="warn">Not saved while it lacks {missing.join(', ')}.</Notice>}
          {unreadable && <Notice tone="warn">Not saved while the message {unreadable.words}.</Notice>}
          {conflict && <ConflictNotice {...conflict} />}
          {error && !unreadable && !conflict && <ErrorState error={error} retry={retry} />}
          {maySend && (
            <Launch
              {...{ id: campaign.id, draft, when, willBeSent, checks, confirm }}
              isAgain={isScheduled}
              isReady={isSaved && missing.length === 0 && !lackOfTime && !reach.isStale}
              done={forgetWhen}
            />
          )}
        </aside>
      </div>
    </Page>
  )
}

type Standing = Record<'isLocked' | 'isSaved' | 'isRefused', boolean>

function standingOf({ isLocked, isSaved, isRefused }: Standing): string {
  if (isLocked) return 'You may look, not change.'
  if (isRefused) return 'Your last changes are not saved.'
  return isSaved ? 'Every change is saved.' : 'Saving your changes…'
}

/** When it is to go stands in the address until it is sent or scheduled. */
function useWhen(campaign: Campaign, zone: string): [When, (change: Partial<When>) => void, () => void] {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const when = whenOf(search, { schedule: campaign.schedule, frozen: campaign.frozen, zone, now: new Date() })
  const setWhen = (change: Partial<When>) => {
    const { kind, at, zone, people } = { ...when, ...change }
    const next = { when: kind, at, zone, people } as const
    void navigate({ search: (known) => ({ ...known, ...next }), replace: true, resetScroll: false })
  }
  return [when, setWhen, () => void navigate({ search: {}, replace: true, resetScroll: false })]
}

/** For whom the preview is, of which version, and how it is looked at. */
function useView(): [View, (change: View) => void] {
  const navigate = route.useNavigate()
  const { as, version, preview } = route.useSearch()
  const setView = (change: View) =>
    void navigate({ search: (known) => ({ ...known, ...toSearch(change) }), replace: true, resetScroll: false })
  return [{ as, look: preview, version }, setView]
}

function UndoButton({ undo }: { undo: (() => void) | undefined }) {
  useCommands(
    undo
      ? [{ id: 'undo', label: 'Undo the last change', group: 'On this page', Icon: IconArrowBackUp, run: undo }]
      : [],
  )
  return (
    <Button variant="default" leftSection={<IconArrowBackUp size={16} />} disabled={!undo} onClick={undo}>
      Undo
    </Button>
  )
}

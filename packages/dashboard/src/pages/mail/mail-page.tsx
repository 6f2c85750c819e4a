import { Button } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { countText } from '../../parts/number-text.ts'
import { Page } from '../../parts/page.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import toolbar from '../../parts/toolbar.module.css'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import classes from './mail.module.css'
import { MessageList } from './message-list.tsx'
import { MessageView } from './message-view.tsx'

const route = getRouteApi('/frame/mail')
const LIVE_MS = 3_000

export function MailPage() {
  const { q, message } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useInfiniteQuery({
    queryKey: ['catcher', 'list', q],
    queryFn: ({ pageParam, signal }) => client.catcher.list({ q, limit: 50, after: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined, // why: the first page starts nowhere
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: LIVE_MS,
  })
  const clear = useChange(() => client.catcher.clear(), {
    changes: ['catcher'],
    done: () => void navigate({ search: {} }),
  })
  const mayWrite = useMay()('campaigns:write')
  const total = query.data?.pages[0]?.total ?? 0
  return (
    <Page
      title="Mail catcher"
      lead="Everything that Rollcall sends stops here while no mail server is set up. Nobody outside gets it."
      actions={
        mayWrite &&
        total > 0 && (
          <InlineConfirm
            ask="Empty it"
            question={`${countText(total, 'message')} would be gone.`}
            yes="Empty the catcher"
            no="Keep them"
            busy={clear.isPending}
            run={() => clear.mutate()}
          />
        )
      }
    >
      <div className={toolbar.tools}>
        <SearchBox
          label="Search messages"
          placeholder="Search address or subject"
          value={q ?? ''}
          onChange={(text) => void navigate({ search: { q: text || undefined }, replace: true })}
        />
      </div>
      <div className={classes.panes} data-reading={message !== undefined || undefined}>
        <div className={classes.listPane}>
          <PagedAnswer query={query} none={<NoMail q={q} />}>
            {(messages) => <MessageList messages={messages} active={message} />}
          </PagedAnswer>
        </div>
        {message && (
          <div className={classes.messagePane}>
            <MessageView key={message} id={message} close={() => void navigate({ search: { q } })} />
          </div>
        )}
      </div>
    </Page>
  )
}

function NoMail({ q }: { q: string | undefined }) {
  if (q) {
    return (
      <EmptyState icon={<IconInbox size={20} />} title="No message is like that">
        Nothing was caught with “{q}” in its addresses or subject.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<IconInbox size={20} />}
      title="No mail yet"
      action={<Button renderRoot={(props) => <Link to="/campaigns/new" {...props} />}>Write a campaign</Button>}
    >
      Launch a campaign and its messages appear here, each just as the person would get it.
    </EmptyState>
  )
}

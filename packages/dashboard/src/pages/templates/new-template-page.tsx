import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { Page } from '../../parts/page.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useChange } from '../../use-change.ts'
import { useLeaveGuard } from '../../use-leave-guard.ts'
import { BLANK, BLANK_TEXT, type TemplateDraft, toTemplateBody, toTemplateDraft } from './template-draft.ts'
import { TemplateEditor } from './template-editor.tsx'

const route = getRouteApi('/frame/templates/new')

/** A template before it is kept: on a blank page, or begun with a starter or another template. */
export function NewTemplatePage() {
  const { from, kind } = route.useSearch()
  const query = useQuery({
    queryKey: ['templates', 'begin', from, kind],
    queryFn: ({ signal }) => (from ? findBeginning(from, signal) : kind === 'text' ? BLANK_TEXT : BLANK),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Answer
      query={query}
      waiting={
        <Page title="New template">
          <Waiting height={420} />
        </Page>
      }
    >
      {(beginning) => <NewTemplate key={`${from} ${kind}`} beginning={beginning} />}
    </Answer>
  )
}

async function findBeginning(from: string, signal: AbortSignal): Promise<TemplateDraft> {
  if (!from.startsWith('starter:')) {
    const original = toTemplateDraft(await client.templates.get(from, { signal }))
    return { ...original, name: `Copy of ${original.name}`.slice(0, 200) }
  }
  const starter = (await client.templates.starters({ signal })).data.find(({ id }) => id === from)
  return starter ? toTemplateDraft(starter) : BLANK
}

function NewTemplate({ beginning }: { beginning: TemplateDraft }) {
  const [draft, setDraft] = useState(beginning)
  const { from, kind: _, ...view } = route.useSearch()
  const go = route.useNavigate()
  const navigate = useNavigate()
  const create = useChange(() => client.templates.create(toTemplateBody(draft)), {
    changes: ['templates'],
    done: ({ id }) =>
      void navigate({
        to: '/templates/$template',
        params: { template: id },
        search: view,
        replace: true,
        ignoreBlocker: true,
      }),
    ownErrors: true,
  })
  useLeaveGuard(draft !== beginning && !create.isSuccess)
  return (
    <TemplateEditor
      title={draft.name || (draft.kind === 'text' ? 'New template for texts' : 'New template')}
      lead={from ? 'A copy to change as you like.' : 'A message to begin campaigns with.'}
      draft={draft}
      set={(change) => setDraft({ ...draft, ...change })}
      isSaved={false}
      save={{ run: create.mutate, isBusy: create.isPending, error: create.error }}
      view={view}
      onView={(change) =>
        void go({
          search: (known) => ({ ...known, ...change }),
          replace: true,
          resetScroll: false,
          ignoreBlocker: true,
        })
      }
    />
  )
}

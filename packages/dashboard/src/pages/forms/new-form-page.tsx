import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client, queryClient } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { Page } from '../../parts/page.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { projectQuery } from '../../session.ts'
import { useChange } from '../../use-change.ts'
import { useLeaveGuard } from '../../use-leave-guard.ts'
import { useMay } from '../../use-may.ts'
import { type FormDraft, firstDraft, toFormBody, toFormDraft } from './form-draft.ts'
import { FormEditor } from './form-editor.tsx'
import { SaveForm } from './save-form.tsx'

const route = getRouteApi('/frame/signup-forms/new')

/** A form before it is kept: ready for a newsletter, or a copy of another one. */
export function NewFormPage() {
  const { from } = route.useSearch()
  const query = useQuery({
    queryKey: ['forms', 'begin', from],
    queryFn: () => findBeginning(from),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Answer
      query={query}
      waiting={
        <Page title="New form">
          <Waiting height={420} />
        </Page>
      }
    >
      {(beginning) => <NewForm key={from} beginning={beginning} />}
    </Answer>
  )
}

async function findBeginning(from: string | undefined): Promise<FormDraft> {
  if (!from) return firstDraft(await queryClient.ensureQueryData(projectQuery))
  const original = toFormDraft(await client.forms.get(from))
  return { ...original, name: `Copy of ${original.name}`.slice(0, 200) }
}

function NewForm({ beginning }: { beginning: FormDraft }) {
  const [draft, setDraft] = useState(beginning)
  const { from, ...view } = route.useSearch()
  const go = route.useNavigate()
  const navigate = useNavigate()
  const mayWrite = useMay()('contacts:write')
  const create = useChange(() => client.forms.create(toFormBody(draft)), {
    changes: ['forms', 'audit'],
    done: ({ id }) =>
      void navigate({
        ...{ to: '/signup-forms/$form', params: { form: id }, search: { part: 'embed' } },
        ...{ replace: true, ignoreBlocker: true },
      }),
    ownErrors: true,
  })
  useLeaveGuard(draft !== beginning && !create.isSuccess)
  return (
    <Page
      title="New form"
      lead={from ? 'A copy to change as you like.' : 'People subscribe with it on a page of ours, or on yours.'}
      above={<BackLink to="/signup-forms">Forms</BackLink>}
      actions={mayWrite && <SaveForm draft={draft} isSaved={false} isBusy={create.isPending} run={create.mutate} />}
    >
      {create.error && <ErrorState error={create.error} />}
      <FormEditor
        draft={draft}
        set={(change) => setDraft({ ...draft, ...change })}
        mayWrite={mayWrite}
        view={view}
        onView={(change) =>
          void go({
            search: (known) => ({ ...known, ...change }),
            ...{ replace: true, resetScroll: false, ignoreBlocker: true },
          })
        }
      />
    </Page>
  )
}

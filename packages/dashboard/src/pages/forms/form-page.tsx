import { Button } from '@mantine/core'
import { IconExternalLink, IconForms } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { client, queryClient } from '../../api.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { Page } from '../../parts/page.tsx'
import { ThingPage } from '../../parts/thing-page.tsx'
import { agoText } from '../../parts/time-text.ts'
import { useChange } from '../../use-change.ts'
import { useLeaveGuard } from '../../use-leave-guard.ts'
import { useMay } from '../../use-may.ts'
import { type Form, toFormBody, toFormDraft } from './form-draft.ts'
import { FormMenu } from './form-menu.tsx'
import { FormParts } from './form-parts.tsx'
import { SaveForm } from './save-form.tsx'

const route = getRouteApi('/frame/signup-forms/$form')

/** One form: what it says, how it gets onto a page, who filled it in, and what it said before. */
export function FormPage() {
  const { form: id } = route.useParams()
  const query = useQuery({
    queryKey: ['forms', 'one', id],
    queryFn: ({ signal }) => client.forms.get(id, { signal }),
  })
  return (
    <ThingPage
      query={query}
      kind="Form"
      back={{ to: '/signup-forms', label: 'Forms' }}
      missing={{ icon: <IconForms size={20} />, title: 'This form is not here' }}
    >
      {(form) => <OneForm key={id} form={form} />}
    </ThingPage>
  )
}

function OneForm({ form }: { form: Form }) {
  const { id, name, url, isActive, version, updatedAt } = form
  const [saved, setSaved] = useState(() => toFormDraft(form))
  const [draft, setDraft] = useState(saved)
  const mayWrite = useMay()('contacts:write')
  const take = (kept: Form) => {
    queryClient.setQueryData(['forms', 'one', id], kept)
    const next = toFormDraft(kept)
    setSaved(next)
    setDraft(next)
  }
  const save = useChange(() => client.forms.update(id, toFormBody(draft)), {
    changes: ['forms', 'audit'],
    done: take,
    undo: () => ({
      words: 'Saved.',
      run: () => client.forms.update(id, toFormBody(saved)).then(take),
    }),
    ownErrors: true,
  })
  useLeaveGuard(draft !== saved)
  return (
    <Page
      title={name}
      lead={`${isActive ? 'Open' : 'Closed: it takes no sign-ups'}. Wording ${version}, changed ${agoText(updatedAt, new Date())}.`}
      above={<BackLink to="/signup-forms">Forms</BackLink>}
      actions={
        <>
          {mayWrite && (
            <SaveForm draft={draft} isSaved={draft === saved} isBusy={save.isPending} run={() => save.mutate()} />
          )}
          <Button
            component="a"
            href={url}
            target="_blank"
            rel="noreferrer"
            variant="default"
            leftSection={<IconExternalLink size={15} />}
          >
            Open its page
          </Button>
          {mayWrite && <FormMenu form={form} isPage />}
        </>
      }
    >
      {save.error && <ErrorState error={save.error} />}
      <FormParts
        form={form}
        draft={draft}
        set={(change) => setDraft({ ...draft, ...change })}
        isSaved={draft === saved}
        mayWrite={mayWrite}
      />
    </Page>
  )
}

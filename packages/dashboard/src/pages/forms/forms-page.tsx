import { Button } from '@mantine/core'
import { IconForms, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Page } from '../../parts/page.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { useMay } from '../../use-may.ts'
import type { Form } from './form-draft.ts'
import { FormsTable } from './forms-table.tsx'

/** The forms with which people subscribe. */
export function FormsPage() {
  const query = usePages<Form>(['forms', 'list'], ({ query, options }) => client.forms.list(query, options))
  const mayWrite = useMay()('contacts:write')
  const navigate = useNavigate()
  const create = () => void navigate({ to: '/signup-forms/new' })
  useCommands(mayWrite ? [{ ...NEW, run: create }] : [])
  return (
    <Page
      title="Forms"
      lead="People subscribe with them, on a page of ours or on yours. Who asked, who confirmed and to which words is kept as proof."
      actions={mayWrite && <NewForm words="New form" />}
    >
      <PagedAnswer query={query} none={<NoForms mayWrite={mayWrite} />}>
        {(forms) => <FormsTable forms={forms} mayWrite={mayWrite} />}
      </PagedAnswer>
    </Page>
  )
}

const NEW = { id: 'new', label: 'New form', keys: 'n', group: 'On this page', Icon: IconPlus } as const

function NewForm({ words }: { words: string }) {
  return (
    <Button leftSection={<IconPlus size={16} />} renderRoot={(props) => <Link to="/signup-forms/new" {...props} />}>
      {words}
    </Button>
  )
}

function NoForms({ mayWrite }: { mayWrite: boolean }) {
  return (
    <EmptyState
      icon={<IconForms size={20} />}
      title="There are no forms yet"
      action={mayWrite && <NewForm words="Begin with a newsletter form" />}
    >
      It is written already: look it over, save it, and give people its link or put it on your page.
    </EmptyState>
  )
}

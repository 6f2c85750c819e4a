import { Tabs } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { EmbedCode } from './embed-code.tsx'
import type { Form, FormDraft } from './form-draft.ts'
import { FormEditor } from './form-editor.tsx'
import classes from './forms.module.css'
import { PARTS, type Part } from './search.ts'
import { SignUps } from './sign-ups.tsx'
import { Wordings } from './wordings.tsx'

const route = getRouteApi('/frame/signup-forms/$form')

const NAMES: Record<Part, string> = {
  edit: 'The form',
  embed: 'Put it on a page',
  'sign-ups': 'Sign-ups',
  wordings: 'Wordings',
}

type Props = {
  form: Form
  draft: FormDraft
  set: (change: Partial<FormDraft>) => void
  isSaved: boolean
  mayWrite: boolean
}

/** The parts of a form's page; which one is open stands in the address. */
export function FormParts({ form, draft, set, isSaved, mayWrite }: Props) {
  const { part = 'edit', ...view } = route.useSearch()
  const navigate = route.useNavigate()
  const show = (change: object) =>
    void navigate({
      search: (known) => ({ ...known, ...change }),
      ...{ replace: true, resetScroll: false, ignoreBlocker: true },
    })
  return (
    <Tabs
      value={part}
      onChange={(picked) => show({ part: PARTS.find((known) => known === picked && known !== 'edit') })}
      keepMounted={false}
    >
      <Tabs.List className={classes.tabs}>
        {PARTS.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {NAMES[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="edit">
        <FormEditor draft={draft} set={set} mayWrite={mayWrite} view={view} onView={show} />
      </Tabs.Panel>
      <Tabs.Panel value="embed">
        <EmbedCode form={form} isSaved={isSaved} />
      </Tabs.Panel>
      <Tabs.Panel value="sign-ups">
        <SignUps form={form.id} />
      </Tabs.Panel>
      <Tabs.Panel value="wordings">
        <Wordings form={form} />
      </Tabs.Panel>
    </Tabs>
  )
}

import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { sessionQuery } from '../../session.ts'
import { useChange } from '../../use-change.ts'
import { useSignOut } from '../../use-sign-out.ts'
import { PasswordForm } from './password-form.tsx'
import { ROLE_WORDS, ROLES } from './role-words.ts'
import classes from './settings.module.css'
import { SettingsPage } from './settings-page.tsx'

export function AccountPage() {
  const query = useQuery(sessionQuery)
  return (
    <SettingsPage section="/settings/account" lead="Who you are here, your password, and where you are signed in.">
      <Panel title="You">
        <Answer query={query} waiting={<Waiting height={120} />}>
          {({ user, role }) => (
            <>
              <p className={classes.quiet} style={{ marginTop: 0 }}>
                {user.email} ·{' '}
                {ROLES.filter((one) => one === role).map((one) => `${ROLE_WORDS[one].label}. ${ROLE_WORDS[one].may}`)}
              </p>
              <NameForm name={user.name ?? ''} />
            </>
          )}
        </Answer>
      </Panel>
      <Panel title="Password">
        <PasswordForm />
      </Panel>
      <Panel title="Where you are signed in">
        <SignOutEverywhere />
      </Panel>
    </SettingsPage>
  )
}

function NameForm({ name: saved }: { name: string }) {
  const [name, setName] = useState(saved)
  const save = useChange((given: string) => client.session.update({ name: given || null }), {
    changes: ['session', 'people', 'audit'],
    undo: () => ({
      words: 'Saved.',
      run: () => client.session.update({ name: saved || null }).then(() => setName(saved)),
    }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(name.trim())
  }
  return (
    <form onSubmit={submit} className={classes.new}>
      <TextInput
        label="Your name"
        autoComplete="name"
        maxLength={255}
        className={classes.grow}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" loading={save.isPending} disabled={name.trim() === saved}>
        Save
      </Button>
    </form>
  )
}

function SignOutEverywhere() {
  const run = useSignOut({ everywhere: true })
  return (
    <>
      <p className={classes.quiet} style={{ marginTop: 0 }}>
        A session ends 30 days after you signed in. When a device was lost, end them all.
      </p>
      <InlineConfirm
        ask="Sign out everywhere"
        question="Every browser has to sign in again, this one too."
        yes="Sign out everywhere"
        no="Stay signed in"
        busy={run.isPending}
        run={() => run.mutate()}
      />
    </>
  )
}

import { Button, TextInput } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import { Answer } from '../../parts/answer.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useChange } from '../../use-change.ts'
import { CopySecret } from './copy-secret.tsx'
import { RoleSelect } from './role-select.tsx'
import { ROLE_WORDS, type Role } from './role-words.ts'
import classes from './settings.module.css'

type Invitation = Reply<'invitations.list'>['data'][number]

/** Links by which people join: a new one, and those that nobody used yet. */
export function Invitations() {
  const query = useQuery({ queryKey: ['invitations'], queryFn: ({ signal }) => client.invitations.list({ signal }) })
  return (
    <>
      <Answer query={query} waiting={<Waiting rows={1} />}>
        {({ data }) => data.map((invitation) => <InvitationLine key={invitation.id} invitation={invitation} />)}
      </Answer>
      <NewInvitation />
    </>
  )
}

function InvitationLine({ invitation: { id, email, role, createdAt, expiresAt } }: { invitation: Invitation }) {
  const revoke = useChange(() => client.invitations.revoke(id), { changes: ['invitations', 'audit'] })
  return (
    <div className={classes.line}>
      <div className={classes.words}>
        <div className={classes.title}>{email ?? 'Anybody who has the link'}</div>
        <div className={classes.quiet}>
          as {ROLE_WORDS[role].label.toLowerCase()} · made <Ago time={createdAt} /> · ends <Ago time={expiresAt} />
        </div>
      </div>
      <InlineConfirm
        ask="Revoke"
        question="The link stops working at once."
        yes="Revoke the invitation"
        busy={revoke.isPending}
        run={() => revoke.mutate()}
      />
    </div>
  )
}

function NewInvitation() {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('marketer')
  const create = useChange(() => client.invitations.create({ role, email: email.trim() || undefined }), {
    changes: ['invitations', 'audit'],
    done: () => setEmail(''),
    ownErrors: true,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <div className={classes.stack} style={{ paddingTop: 14 }}>
      <form onSubmit={submit} className={classes.new} aria-label="Invite somebody">
        <TextInput
          label="Invite somebody"
          placeholder="E-mail, if only they may use the link"
          type="email"
          maxLength={254}
          className={classes.grow}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <RoleSelect label="As" isNamed value={role} onChange={setRole} />
        <Button type="submit" loading={create.isPending}>
          Make a link
        </Button>
      </form>
      <div className={classes.quiet}>{ROLE_WORDS[role].may}</div>
      {create.error && <ErrorState error={create.error} />}
      {create.data && (
        <CopySecret
          words="Send this link yourself. It is shown this once, works for one person and for 7 days."
          lines={[{ label: 'Copy the link', text: create.data.link }]}
        />
      )}
    </div>
  )
}

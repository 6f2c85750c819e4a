import { Anchor, Button, Stack, TextInput } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { NewPassword } from '../../parts/new-password.tsx'
import { useChange } from '../../use-change.ts'
import { Door } from './door.tsx'
import { SlowNotice } from './slow-notice.tsx'
import { tokenInAddress } from './token-in-address.ts'

/** Uses a one-time link: of the first start, to become the owner, or of an invitation, to join. */
export function ClaimPage() {
  const [token] = useState(tokenInAddress)
  const lead = token
    ? 'The link is good for one person. It makes your account and signs you in.'
    : 'The link lacks its last part. Copy the whole link that you were sent, or that Rollcall printed at its first start.'
  return (
    <Door title="Join Rollcall" lead={lead}>
      {token && <ClaimForm token={token} />}
      <Anchor component={Link} to="/sign-in" size="sm" display="block" mt="md">
        I have an account already
      </Anchor>
    </Door>
  )
}

function ClaimForm({ token }: { token: string }) {
  const router = useRouter()
  const [given, setGiven] = useState({ name: '', email: '', password: '' })
  const set = (key: keyof typeof given) => (event: { currentTarget: { value: string } }) =>
    setGiven({ ...given, [key]: event.currentTarget.value })
  const claim = useChange(() => client.session.claim({ token, ...given, name: given.name.trim() || undefined }), {
    changes: ['session'],
    done: () => router.history.push('/contacts'),
    ownErrors: true,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    claim.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput label="Your name" autoComplete="name" autoFocus value={given.name} onChange={set('name')} />
        <TextInput
          label="E-mail"
          description="The one that was invited, if the invitation names one."
          type="email"
          autoComplete="username"
          required
          value={given.email}
          onChange={set('email')}
        />
        <NewPassword label="Password" required value={given.password} onChange={set('password')} />
        {claim.error && <ErrorState error={claim.error} />}
        {claim.isPending && <SlowNotice />}
        <Button type="submit" fullWidth mt="xs" loading={claim.isPending}>
          Create the account
        </Button>
      </Stack>
    </form>
  )
}

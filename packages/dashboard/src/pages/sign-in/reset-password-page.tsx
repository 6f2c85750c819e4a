import { Anchor, Button, Stack } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { NewPassword } from '../../parts/new-password.tsx'
import { useChange } from '../../use-change.ts'
import { Door } from './door.tsx'
import { SlowNotice } from './slow-notice.tsx'
import { tokenInAddress } from './token-in-address.ts'

/** Uses the one-time link that the server's own command printed for somebody who forgot their password. */
export function ResetPasswordPage() {
  const [token] = useState(tokenInAddress)
  const lead = token
    ? 'The link works once. It signs you in here, and out everywhere else.'
    : 'The link lacks its last part. Copy the whole link that the command printed.'
  return (
    <Door title="Choose another password" lead={lead}>
      {token && <ResetForm token={token} />}
      <Anchor component={Link} to="/sign-in" size="sm" display="block" mt="md">
        I know my password
      </Anchor>
    </Door>
  )
}

function ResetForm({ token }: { token: string }) {
  const router = useRouter()
  const [password, setPassword] = useState('')
  const reset = useChange(() => client.session.resetPassword({ token, password }), {
    changes: ['session'],
    done: () => router.history.push('/contacts'),
    ownErrors: true,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    reset.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <NewPassword
          label="Another password"
          required
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {reset.error && <ErrorState error={reset.error} />}
        {reset.isPending && <SlowNotice />}
        <Button type="submit" fullWidth mt="xs" loading={reset.isPending}>
          Save it and sign in
        </Button>
      </Stack>
    </form>
  )
}

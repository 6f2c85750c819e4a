import { Button, Code, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { useChange } from '../../use-change.ts'
import { Door } from './door.tsx'
import { SlowNotice } from './slow-notice.tsx'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { next } = route.useSearch()
  const router = useRouter()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useChange(() => client.session.create({ email, password }), {
    changes: ['session'],
    done: () => router.history.push(next ?? '/contacts'),
    ownErrors: true,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate()
  }
  return (
    <Door title="Sign in" lead="Use the e-mail address and password of your Rollcall account.">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {signIn.error && <ErrorState error={signIn.error} />}
          {signIn.isPending && <SlowNotice />}
          <Button type="submit" fullWidth mt="xs" loading={signIn.isPending}>
            Sign in
          </Button>
        </Stack>
      </form>
      <Text size="sm" c="dimmed" mt="md">
        Forgot the password? An owner or admin can remove you and invite your address again; the link then takes a new
        one. Whoever runs the server can make a link for anybody there: <Code>npm start -- reset-password</Code> and the
        address.
      </Text>
    </Door>
  )
}

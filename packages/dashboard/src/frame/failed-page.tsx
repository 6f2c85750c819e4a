import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { toSignIn, troubleOf } from '../api.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorState } from '../parts/error-state.tsx'
import { Page } from '../parts/page.tsx'

/** A page that could not be shown. Somebody whose session ended signs in and comes back to it. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const { isSignedOut } = troubleOf(error)
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  useEffect(() => {
    if (isSignedOut) location.assign(toSignIn())
  }, [isSignedOut])
  return (
    <Page title="This page could not be shown">
      <ErrorState error={error} retry={retry} />
    </Page>
  )
}

/** An address that leads nowhere. */
export function MissingPage() {
  return (
    <Page title="Nothing is here">
      <EmptyState
        icon={<IconMapOff size={20} />}
        title="There is no page at this address"
        action={
          <Button component={Link} to="/contacts">
            Go to the contacts
          </Button>
        }
      >
        It may have been deleted, or the link may be cut off.
      </EmptyState>
    </Page>
  )
}

import { Button, Code, CopyButton } from '@mantine/core'
import { IconAddressBook } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { client, queryClient } from '../../api.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { useMay } from '../../use-may.ts'
import classes from './contacts.module.css'
import { firstCall } from './first-call.ts'

const LISTEN_MS = 1_500

/** A project without people: three ways to the first one, of which the last is listened for. */
export function NobodyYet({ addSomeone }: { addSomeone: () => void }) {
  useFirstContact()
  const may = useMay()
  const call = firstCall(location.origin)
  return (
    <EmptyState
      icon={<IconAddressBook size={20} />}
      title="There is nobody here yet"
      action={
        may('contacts:write') && (
          <>
            <Button component={Link} to="/import">
              Import a CSV
            </Button>
            <Button variant="default" onClick={addSomeone}>
              New contact
            </Button>
            {may('project:write') && (
              <Button variant="subtle" component={Link} to="/settings/project" hash="demo">
                Look around with demo data
              </Button>
            )}
          </>
        )
      }
    >
      Import a list from a file, add one person by hand, or send one call from your application, with a key from{' '}
      <Link to="/settings/keys">Settings</Link>:
      <span className={classes.call}>
        <Code block>{call}</Code>
        <span className={classes.listening}>
          <span role="status">
            <span className={classes.pulse} aria-hidden /> Listening: who is sent appears here by itself.
          </span>
          <CopyButton value={call}>
            {({ copied, copy }) => (
              <Button variant="subtle" size="compact-xs" onClick={copy}>
                {copied ? 'Copied' : 'Copy the call'}
              </Button>
            )}
          </CopyButton>
        </span>
      </span>
    </EmptyState>
  )
}

/** Shows the first person within moments, sooner than the list asks anew. */
function useFirstContact() {
  const { data } = useQuery({
    queryKey: ['first-contact'],
    queryFn: ({ signal }) => client.contacts.search({ limit: 1 }, { signal }),
    refetchInterval: LISTEN_MS,
  })
  const isThere = (data?.total ?? 0) > 0
  useEffect(() => {
    if (isThere)
      for (const family of ['contacts', 'project', 'preview'])
        void queryClient.invalidateQueries({ queryKey: [family] })
  }, [isThere])
}

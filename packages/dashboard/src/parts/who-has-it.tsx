import { Anchor } from '@mantine/core'
import { RollcallError } from '@rollcall/sdk'
import { Link } from '@tanstack/react-router'

/** Where a value was refused because somebody else has it: the ways to them, and from a person's page to merging the two. */
export function WhoHasIt({ error, contact }: { error: unknown; contact?: string }) {
  const [first, second] = peopleIn(error)
  const pair = second ? { contact: first, other: second } : contact && { contact, other: first }
  if (!first) return null
  return (
    <>
      <PersonLink contact={first}>{second ? 'Open the first' : 'Open them'}</PersonLink>
      {second && <PersonLink contact={second}>Open the second</PersonLink>}
      {pair && pair.contact !== pair.other && (
        <Anchor
          size="sm"
          mr="sm"
          renderRoot={(props) => (
            <Link
              {...props}
              to="/contacts/$contact/merge"
              params={{ contact: pair.contact }}
              search={{ with: pair.other }}
            />
          )}
        >
          {second ? 'Merge the two' : 'Merge with them'}
        </Anchor>
      )}
    </>
  )
}

function PersonLink({ contact, children }: { contact: string; children: string }) {
  return (
    <Anchor size="sm" mr="sm" renderRoot={(props) => <Link {...props} to="/contacts/$contact" params={{ contact }} />}>
      {children}
    </Anchor>
  )
}

function peopleIn(error: unknown): string[] {
  if (!(error instanceof RollcallError)) return []
  const { id, first, second } = error.problem
  const given = error.code === 'already_exists' ? [id] : error.code === 'two_matches' ? [first, second] : []
  return given.filter((one): one is string => typeof one === 'string' && one.startsWith('con_'))
}

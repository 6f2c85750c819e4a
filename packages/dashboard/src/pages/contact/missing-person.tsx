import { Anchor, Button, Group } from '@mantine/core'
import { RollcallError } from '@rollcall/sdk'
import { IconUserOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { timeText } from '../../parts/time-text.ts'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { CONTACT_CHANGES } from './use-contact.ts'

/** What stands where a person is not: who was deleted can be brought back, and who was merged away leads to the other. */
export function missingPerson(id: string, error: unknown) {
  const icon = <IconUserOff size={20} />
  const deletion = deletionIn(error)
  if (!deletion) {
    const why = 'They may have been deleted more than 30 days ago, or the link belongs to another project.'
    return { icon, title: 'This person is not here', why }
  }
  const { deletedAt, mergedInto } = deletion
  return {
    icon,
    title: mergedInto ? 'This person is part of another now' : 'This person was deleted',
    why: mergedInto
      ? `They were merged on ${timeText(deletedAt)}. For 30 days they can be brought back, with their fields, tags and lists; what happened to them stays with the other.`
      : `They were deleted on ${timeText(deletedAt)}. For 30 days they can be brought back as they were.`,
    action: <WaysBack id={id} mergedInto={mergedInto} />,
  }
}

function WaysBack({ id, mergedInto }: { id: string; mergedInto: string | null }) {
  const mayWrite = useMay()('contacts:write')
  const restore = useChange(() => client.contacts.restore(id), {
    changes: CONTACT_CHANGES,
    undo: () => ({ words: 'They are back.', run: () => client.contacts.delete(id) }),
    ownErrors: true,
  })
  return (
    <>
      <Group gap="sm" justify="center">
        {mergedInto && (
          <Anchor renderRoot={(props) => <Link {...props} to="/contacts/$contact" params={{ contact: mergedInto }} />}>
            Open the other
          </Anchor>
        )}
        {mayWrite && (
          <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate()}>
            Bring them back
          </Button>
        )}
      </Group>
      {restore.error && <ErrorState error={restore.error} />}
    </>
  )
}

function deletionIn(error: unknown): { deletedAt: string; mergedInto: string | null } | undefined {
  if (!(error instanceof RollcallError)) return undefined
  const { deletedAt, mergedInto } = error.problem
  if (typeof deletedAt !== 'string') return undefined
  return { deletedAt, mergedInto: typeof mergedInto === 'string' ? mergedInto : null }
}

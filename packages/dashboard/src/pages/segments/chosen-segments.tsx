import { Button, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChartDots3, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { client, troubleOf } from '../../api.ts'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import classes from './segments.module.css'
import type { ListedSegment } from './use-segment-list.ts'

// As many as the API compares.
const MOST_COMPARED = 10

type Props = { chosen: ListedSegment[]; onChoose: (ids: string[]) => void }

/** What can be done with several segments at once. */
export function ChosenSegments({ chosen, onChoose }: Props) {
  const mayWrite = useMay()('segments:write')
  const used = chosen.filter(({ uses }) => uses && uses.length > 0)
  const free = chosen.filter((segment) => !used.includes(segment))
  const remove = useChange(() => deleteAll(free), {
    changes: ['segments', 'named-things'],
    done: ({ refused }) => {
      onChoose(refused.map(({ id }) => id))
      for (const { id, why } of refused) notifications.show({ id, color: 'red', message: why, autoClose: 12_000 })
    },
  })
  const compared = chosen.slice(0, MOST_COMPARED).map(({ id }) => id)
  return (
    <div className={classes.chosen}>
      <Button
        variant="default"
        leftSection={<IconChartDots3 size={15} />}
        renderRoot={(props) => (
          <Link to="/segments/overlap" search={{ segments: compared.length > 0 ? compared : undefined }} {...props} />
        )}
      >
        {chosen.length > 1 ? `Compare ${countText(compared.length, 'segment')}` : 'Compare segments'}
      </Button>
      {mayWrite && chosen.length > 0 && free.length === 0 && (
        <Text size="sm" c="dimmed">
          {usedText(used)}, so {used.length === 1 ? 'it cannot' : 'they cannot'} be deleted.
        </Text>
      )}
      {mayWrite && free.length > 0 && (
        <InlineConfirm
          ask={`Delete ${countText(chosen.length, 'segment')}`}
          icon={<IconTrash size={15} />}
          question={questionOf(used)}
          yes={`Delete ${countText(free.length, 'segment')}`}
          busy={remove.isPending}
          run={() => remove.mutate()}
        />
      )}
    </div>
  )
}

function questionOf(used: ListedSegment[]): string {
  const stay = 'The people stay; only the segments go.'
  if (used.length === 0) return stay
  return `${usedText(used)} and will be kept. ${stay}`
}

function usedText(used: ListedSegment[]): string {
  return `${used.map(({ name }) => name).join(', ')} ${used.length === 1 ? 'is' : 'are'} in use`
}

/** Those that have come into use meanwhile are refused, each with who uses it. */
async function deleteAll(segments: ListedSegment[]) {
  const refused: { id: string; why: string }[] = []
  for (const { id } of segments) {
    await client.segments.delete(id).catch((error) => refused.push({ id, why: troubleOf(error).what }))
  }
  return { refused }
}

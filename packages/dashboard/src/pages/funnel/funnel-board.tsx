import { IconUserOff } from '@tabler/icons-react'
import { queryClient } from '../../api.ts'
import { Board } from '../../parts/board/board.tsx'
import { DropZone } from '../../parts/board/drop-zone.tsx'
import { useMay } from '../../use-may.ts'
import type { FunnelSearch } from './search.ts'
import { StageColumn } from './stage-column.tsx'
import { isStage, STAGES } from './stages.ts'
import type { FunnelCounts, FunnelPerson } from './use-funnel.ts'
import { useMarkLost, useMovePerson } from './use-move-person.ts'

const LOST = { id: 'lost', name: 'Lost' }

type Props = { search: FunnelSearch; counts: FunnelCounts | undefined; open: (person: string) => void }

/** The stages side by side. */
export function FunnelBoard({ search, counts, open }: Props) {
  const move = useMovePerson()
  const mark = useMarkLost()
  const mayWrite = useMay()('contacts:write')
  const onMove = (id: string, from: string, to: string) => {
    const person = findShown(id, from)
    if (!person) return
    if (isStage(to)) move.mutate({ person, to })
    else if (!person.lost) mark.mutate({ person, lost: true })
  }
  return (
    <Board label="Stages of the funnel" columns={STAGES} zones={[LOST]} onMove={mayWrite ? onMove : undefined}>
      {STAGES.map(({ id }) => (
        <StageColumn key={id} stage={id} counts={counts} search={search} open={open} />
      ))}
      <DropZone id={LOST.id}>
        <IconUserOff size={17} aria-hidden /> Mark as lost
      </DropZone>
    </Board>
  )
}

/** The person as the board shows them. */
function findShown(id: string, stage: string): FunnelPerson | undefined {
  return queryClient
    .getQueriesData<{ data: FunnelPerson[] }>({ queryKey: ['funnel', 'people', stage] })
    .flatMap(([, page]) => page?.data ?? [])
    .find((person) => person.id === id)
}

import { ActionIcon, Button } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { IconUsers, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { KeepTestList } from './keep-test-list.tsx'
import classes from './test-send.module.css'

type TestList = Reply<'testLists.list'>['data'][number]

type Props = { to: string[]; onPick: (to: string[]) => void }

/** The lists that tests go to: one press puts one in, another keeps what stands there under a name. */
export function TestLists({ to, onPick }: Props) {
  const mayWrite = useMay()('campaigns:write')
  const query = useQuery({ queryKey: ['test-lists'], queryFn: ({ signal }) => client.testLists.list({ signal }) })
  const lists = query.data?.data ?? []
  const isKept = lists.some((list) => isSame(list.to, to))
  return (
    <div className={classes.lists}>
      {lists.map((list) => (
        <ListButton key={list.name} list={list} isPicked={isSame(list.to, to)} mayWrite={mayWrite} onPick={onPick} />
      ))}
      {mayWrite && query.data && to.length > 0 && !isKept && <KeepTestList to={to} />}
    </div>
  )
}

type ListProps = { list: TestList; isPicked: boolean; mayWrite: boolean; onPick: Props['onPick'] }

function ListButton({ list, isPicked, mayWrite, onPick }: ListProps) {
  const forget = useChange(() => client.testLists.delete(list.name), {
    changes: ['test-lists'],
    undo: () => ({ words: `The list ${list.name} is forgotten.`, run: () => client.testLists.save(list) }),
  })
  return (
    <span className={classes.list}>
      <Button
        variant={isPicked ? 'light' : 'default'}
        size="compact-sm"
        aria-pressed={isPicked}
        leftSection={<IconUsers size={13} />}
        title={list.to.join(', ')}
        onClick={() => onPick(list.to)}
      >
        {list.name} ({list.to.length})
      </Button>
      {mayWrite && (
        <ActionIcon size="sm" aria-label={`Forget the list ${list.name}`} onClick={() => forget.mutate()}>
          <IconX size={13} />
        </ActionIcon>
      )}
    </span>
  )
}

function isSame(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((address) => other.includes(address))
}

import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { client, type Tag } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { Notice } from '../../parts/notice.tsx'
import { countText } from '../../parts/number-text.ts'
import { UseList } from '../../parts/use-list.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useChange } from '../../use-change.ts'
import { inTurn } from './in-turn.ts'
import { LeftTags } from './left-tags.tsx'
import { restoreTags } from './restore-tags.ts'
import { TAG_CHANGES } from './use-tag-change.ts'
import { useUses } from './use-uses.ts'

type Props = { tags: Tag[]; close: () => void; gone: (ids: string[]) => void; merge: (tags: Tag[]) => void }

/** Asks before tags go; where something uses them, it says what, and what can be done. */
export function DeleteTags({ tags, close, gone, merge }: Props) {
  const query = useUses(tags)
  return (
    <Answer query={query} waiting={<Waiting height={96} />}>
      {(uses) => {
        if (uses.length === 0) return <Confirm tags={tags} close={close} gone={gone} />
        return (
          <Stack gap="sm">
            <Notice tone="warn">
              {tags.length === 1 ? 'This tag is' : 'Some of these tags are'} used in {countText(uses.length, 'place')},
              so it cannot go yet. Change those first, or merge it into another tag: then they follow.
            </Notice>
            <UseList uses={uses} />
            <Group gap="xs">
              <Button onClick={() => merge(tags)}>Merge instead</Button>
              <Button variant="default" onClick={close}>
                {tags.length === 1 ? 'Keep it' : 'Keep them'}
              </Button>
            </Group>
          </Stack>
        )
      }}
    </Answer>
  )
}

function Confirm({ tags: asked, close, gone }: Omit<Props, 'merge'>) {
  const [tags, setTags] = useState(asked)
  const what = whatOf(tags)
  const isCarried = tags.some(({ contactCount }) => contactCount > 0)
  const most = Math.max(...tags.map(({ contactCount }) => contactCount))
  const remove = useChange(() => inTurn(tags, ({ id }) => client.tags.delete(id)), {
    changes: TAG_CHANGES,
    done: ({ done, left }) => {
      if (left.length === 0) close()
      else setTags(left.map(({ tag }) => tag))
      gone(done.map(({ id }) => id))
    },
    undo: ({ byUs }) =>
      byUs.length === 0 ? undefined : { words: `Deleted ${whatOf(byUs)}.`, run: () => restoreTags(byUs) },
  })
  return (
    <Stack gap="sm">
      <Text size="sm">
        Nothing uses {tags.length === 1 ? 'it' : 'them'}.{' '}
        {isCarried
          ? `${tags.length === 1 ? 'It comes' : 'They come'} off ${countText(most, 'person', 'people')}${tags.length === 1 ? '' : ' or more'}; for 7 days that can be undone.`
          : `Nobody carries ${tags.length === 1 ? 'it' : 'them'}.`}
      </Text>
      <LeftTags outcome={remove.data} verb="deleted" />
      <Group gap="xs">
        <Button color="red.8" loading={remove.isPending} onClick={() => remove.mutate()} data-autofocus>
          Delete {what}
        </Button>
        <Button variant="default" onClick={close}>
          {tags.length === 1 ? 'Keep it' : 'Keep them'}
        </Button>
      </Group>
    </Stack>
  )
}

function whatOf(tags: Tag[]): string {
  return tags.length === 1 ? 'the tag' : countText(tags.length, 'tag')
}

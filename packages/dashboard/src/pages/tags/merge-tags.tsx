import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { client, type Tag } from '../../api.ts'
import { useChange } from '../../use-change.ts'
import { inTurn } from './in-turn.ts'
import { LeftTags } from './left-tags.tsx'
import { MergePreview } from './merge-preview.tsx'
import { restoreTags } from './restore-tags.ts'
import { TagSelect } from './tag-select.tsx'
import { TAG_CHANGES } from './use-tag-change.ts'

type Props = { tags: Tag[]; close: () => void; gone: (ids: string[], into: string) => void }

/** Makes some tags one, after saying what that means for people and rules. Of several the most carried one stays, unless another is picked. */
export function MergeTags({ tags: asked, close, gone }: Props) {
  const [tags, setTags] = useState(asked)
  const isMany = asked.length > 1
  const [picked, setPicked] = useState<Tag | undefined>(isMany ? mostCarried(tags) : undefined)
  const from = tags.filter(({ id }) => id !== picked?.id)
  const into = picked?.id ?? ''
  const merge = useChange(() => inTurn(from, ({ id }) => client.tags.merge(id, { into })), {
    changes: TAG_CHANGES,
    done: ({ done, left }) => {
      const ids = done.map(({ id }) => id)
      if (left.length === 0) close()
      else setTags(tags.filter(({ id }) => !ids.includes(id)))
      gone(ids, into)
    },
    undo: ({ byUs }) =>
      byUs.length === 0
        ? undefined
        : { words: `${namesOf(byUs)} became “${picked?.name}”.`, run: () => restoreTags(byUs) },
  })
  return (
    <Stack gap="sm">
      <TagSelect
        label={isMany ? 'The tag that stays' : 'Merge it into'}
        choices={isMany ? tags : undefined}
        except={isMany ? undefined : tags[0]}
        value={picked}
        onChange={setPicked}
      />
      {picked && from.length > 0 && <MergePreview from={from} into={picked} />}
      <LeftTags outcome={merge.data} verb="merged" />
      <Group gap="xs">
        <Button disabled={!picked || from.length === 0} loading={merge.isPending} onClick={() => merge.mutate()}>
          {picked ? `Merge into “${shortened(picked.name)}”` : 'Merge'}
        </Button>
        <Button variant="default" onClick={close}>
          Keep them apart
        </Button>
      </Group>
    </Stack>
  )
}

function mostCarried(tags: Tag[]): Tag | undefined {
  return tags.toSorted((a, b) => b.contactCount - a.contactCount)[0]
}

function namesOf(tags: Tag[]): string {
  return tags.map(({ name }) => `“${name}”`).join(', ')
}

function shortened(name: string): string {
  return name.length > 30 ? `${name.slice(0, 29)}…` : name
}

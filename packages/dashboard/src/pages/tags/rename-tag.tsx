import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { client, type Tag } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { countText } from '../../parts/number-text.ts'
import { problemAt } from '../../problem-at.ts'
import { useChange } from '../../use-change.ts'
import { SimilarTags } from './similar-tags.tsx'
import { useSimilar } from './use-similar.ts'
import { TAG_CHANGES } from './use-tag-change.ts'
import { useUses } from './use-uses.ts'

type Props = { tag: Tag; close: () => void; merge: (into: Tag) => void }

/** Another name for a tag; everyone keeps it, and every rule that uses it keeps its meaning. */
export function RenameTag({ tag, close, merge }: Props) {
  const [name, setName] = useState(tag.name)
  const uses = useUses([tag]).data
  const similar = useSimilar(name).filter(({ id }) => id !== tag.id)
  const rename = useChange(() => client.tags.update(tag.id, { name: name.trim() }), {
    changes: TAG_CHANGES,
    done: close,
    undo: () => ({
      words: `“${tag.name}” is called “${name.trim()}” now.`,
      run: () => client.tags.update(tag.id, { name: tag.name }),
    }),
    ownErrors: true,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate()
  }
  const followers = uses && uses.length > 0 ? ` ${countText(uses.length, 'rule')} that name it follow.` : ''
  return (
    <form onSubmit={submit} aria-label={`Rename ${tag.name}`}>
      <Stack gap="sm">
        <TextInput
          label={`New name of “${tag.name}”`}
          description={`${countText(tag.contactCount, 'person keeps', 'people keep')} the tag.${followers} Whoever uses it by name through the API has to use the new one.`}
          required
          maxLength={255}
          error={problemAt(rename.error, 'name')}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <SimilarTags tags={similar} verb="Merge with" pick={merge} />
        {rename.error && <ErrorState error={rename.error} />}
        <Group gap="xs">
          <Button type="submit" loading={rename.isPending}>
            Rename
          </Button>
          <Button variant="default" onClick={close}>
            Keep the name
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

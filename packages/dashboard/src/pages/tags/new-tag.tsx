import { Button, Group, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { client, type Tag } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { problemAt } from '../../problem-at.ts'
import { useChange } from '../../use-change.ts'
import { ColorPick } from './color-pick.tsx'
import { SimilarTags } from './similar-tags.tsx'
import classes from './tags.module.css'
import { useSimilar } from './use-similar.ts'

/** The line that makes a tag; a name that nearly exists offers the tag that does. */
export function NewTag({ close }: { close: () => void }) {
  const [name, setName] = useState('')
  const [color, setColor] = useState<string | null>(null)
  const navigate = useNavigate()
  const similar = useSimilar(name)
  // Whoever has seen what there is and goes on means it; who was faster than that is asked by the server.
  const allowSimilar = similar.length > 0
  const create = useChange(() => client.tags.create({ name: name.trim(), color, allowSimilar }), {
    changes: ['tags'],
    done: close,
    undo: (tag) => ({ words: `“${tag.name}” is there.`, run: () => client.tags.delete(tag.id) }),
    ownErrors: true,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  const open = ({ id }: Tag) => void navigate({ to: '/tags/$tag', params: { tag: id } })
  return (
    <form onSubmit={submit} className={classes.form} aria-label="New tag">
      <Group gap="xs">
        <ColorPick name={name || 'the new tag'} color={color} onChange={setColor} />
        <TextInput
          aria-label="Name"
          placeholder="Name, such as VIP or source:webinar"
          required
          maxLength={255}
          error={problemAt(create.error, 'name')}
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && close()}
          flex="1 1 180px"
        />
        <Button type="submit" loading={create.isPending}>
          {allowSimilar ? 'Create it anyway' : 'Create'}
        </Button>
        <Button variant="default" onClick={close}>
          Not now
        </Button>
      </Group>
      <SimilarTags tags={similar} verb="Use" pick={open} />
      {create.error && <ErrorState error={create.error} />}
    </form>
  )
}

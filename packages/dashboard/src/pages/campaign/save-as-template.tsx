import { Button, Group, Modal, TextInput } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { client, queryClient } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { offerUndo } from '../../parts/offer-undo.tsx'
import { useChange } from '../../use-change.ts'
import { type Draft, messageOf } from './draft.ts'

/** Keeps the message as it stands as a template, by a name. */
export function SaveAsTemplate({ draft }: { draft: Draft }) {
  const [name, setName] = useState<string>()
  const save = useChange((named: string) => client.templates.create({ name: named, ...messageOf(draft) }), {
    changes: ['templates'],
    done: (kept) => {
      setName(undefined)
      offerUndo(`“${kept.name}” is a template.`, async () => {
        await client.templates.delete(kept.id)
        void queryClient.invalidateQueries({ queryKey: ['templates'] })
      })
    },
    ownErrors: true,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name?.trim()) save.mutate(name.trim())
  }
  return (
    <>
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconDeviceFloppy size={15} />}
        disabled={(draft.channel === 'email' ? draft.html : draft.text).trim() === ''}
        onClick={() => setName(draft.name)}
      >
        Keep it as a template
      </Button>
      {name !== undefined && (
        <Modal
          opened
          onClose={() => setName(undefined)}
          title="Keep this message as a template"
          centered
          transitionProps={{ duration: 120 }}
        >
          <form onSubmit={submit}>
            <TextInput
              label="Name of the template"
              data-autofocus
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            {save.error && <ErrorState error={save.error} />}
            <Group justify="flex-end" gap="xs" mt="md">
              <Button variant="default" onClick={() => setName(undefined)}>
                Not now
              </Button>
              <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
                Keep it
              </Button>
            </Group>
          </form>
        </Modal>
      )}
    </>
  )
}

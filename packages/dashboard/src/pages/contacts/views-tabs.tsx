import { ActionIcon, Button, Menu, Popover, TextInput } from '@mantine/core'
import type { Filter } from '@rollcall/filters'
import { IconBookmarkPlus, IconDots } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import type { Sort } from '../../parts/column.ts'
import { useChange } from '../../use-change.ts'
import classes from './contacts.module.css'

/** The saved views of this project. */
export function useViews() {
  return useQuery({ queryKey: ['views'], queryFn: ({ signal }) => client.views.list({ signal }) })
}

type Props = {
  active: string | undefined
  /** What a save would keep; nothing when the table shows just what is saved. */
  unsaved: { filters: Filter; sort?: Sort } | undefined
}

/** Everyone, and the views that people have saved. */
export function ViewsTabs({ active, unsaved }: Props) {
  const { data } = useViews()
  return (
    <nav className={classes.views} aria-label="Saved views">
      <Link to="/contacts" className={classes.view} data-active={!active || undefined} activeProps={{}}>
        Everyone
      </Link>
      {data?.data.map(({ id, name }) => (
        <Link
          key={id}
          to="/contacts"
          search={{ view: id }}
          className={classes.view}
          data-active={id === active || undefined}
        >
          {name}
        </Link>
      ))}
      {active && <ViewMenu id={active} unsaved={unsaved} />}
      {unsaved && <SaveView unsaved={unsaved} />}
    </nav>
  )
}

function ViewMenu({ id, unsaved }: { id: string; unsaved: Props['unsaved'] }) {
  const navigate = useNavigate()
  const save = useChange(() => client.views.update(id, { ...unsaved, sort: unsaved?.sort ?? null }), {
    changes: ['views', 'contacts'],
    done: () => void navigate({ to: '/contacts', search: { view: id } }),
  })
  const remove = useChange(() => client.views.delete(id), {
    changes: ['views'],
    done: () => void navigate({ to: '/contacts' }),
  })
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon aria-label="This view">
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!unsaved} onClick={() => save.mutate()}>
          Save the changes to this view
        </Menu.Item>
        <Menu.Item onClick={() => remove.mutate()}>Delete this view; nobody in it changes</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function SaveView({ unsaved }: { unsaved: NonNullable<Props['unsaved']> }) {
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState('')
  const navigate = useNavigate()
  const save = useChange(() => client.views.create({ name: name.trim(), ...unsaved }), {
    changes: ['views'],
    done: (view) => {
      setOpened(false)
      setName('')
      void navigate({ to: '/contacts', search: { view: view.id } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconBookmarkPlus size={15} />}
          onClick={() => setOpened(!opened)}
        >
          Save as a view
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <TextInput
            label="What is this view called?"
            required
            maxLength={200}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" mt="sm" fullWidth loading={save.isPending}>
            Save the view
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

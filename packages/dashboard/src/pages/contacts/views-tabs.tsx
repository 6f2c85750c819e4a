import { ActionIcon, Button, Menu, Popover } from '@mantine/core'
import type { Filter } from '@rollcall/filters'
import type { Reply } from '@rollcall/sdk'
import { IconBookmarkPlus, IconDots, IconTag } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../api.ts'
import type { Sort } from '../../parts/column.ts'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { viewsQuery } from './ask-for-contacts.ts'
import classes from './contacts.module.css'
import { copyLink } from './copy-link.ts'
import { ViewForm } from './view-form.tsx'

type View = Reply<'views.get'>

/** What a save would keep beside the name. */
type Unsaved = { filters: Filter; sort?: Sort; columns: string[] }

/** The saved views of this project. */
export function useViews() {
  return useQuery(viewsQuery)
}

type Props = {
  /** The one that is shown, if it is not everyone. */
  view: View | undefined
  /** Nothing when the table shows just what is saved. */
  unsaved: Unsaved | undefined
  /** The search in force, which is no part of a view. */
  q: string | undefined
}

/** Everyone, and the views that people have saved. */
export function ViewsTabs({ view, unsaved, q }: Props) {
  const { data } = useViews()
  const mayWrite = useMay()('contacts:write')
  return (
    <nav className={classes.views} aria-label="Saved views">
      <Link
        to="/contacts"
        className={classes.view}
        data-active={!view || undefined}
        aria-current={view ? undefined : 'page'}
        activeProps={{}}
      >
        Everyone
      </Link>
      {data?.data.map(({ id, name, includedTag }) => (
        <Link
          key={id}
          to="/contacts"
          search={{ view: id }}
          className={classes.view}
          data-active={id === view?.id || undefined}
          aria-current={id === view?.id ? 'page' : undefined}
          activeProps={{}}
        >
          {name}
          {includedTag && <IconTag size={13} className={classes.smart} aria-label="with people included by a tag" />}
        </Link>
      ))}
      {mayWrite && view && <ViewMenu key={view.id} {...{ view, unsaved, q }} />}
      {mayWrite && unsaved && <NewView {...{ unsaved, q }} />}
    </nav>
  )
}

function ViewMenu({ view, unsaved, q }: Props & { view: View }) {
  const { id, name } = view
  const [editing, setEditing] = useState(false)
  const navigate = useNavigate()
  const show = (view: string | undefined) => void navigate({ to: '/contacts', search: { view, q } })
  const save = useChange(() => client.views.update(id, { ...unsaved, sort: unsaved?.sort ?? view.sort }), {
    changes: ['views', 'contacts'],
    done: () => show(id),
    undo: () => ({ words: `The view “${name}” is saved.`, run: () => client.views.update(id, contentOf(view)) }),
  })
  const edit = useChange((given: { name: string; includedTag: string | null }) => client.views.update(id, given), {
    changes: ['views', 'contacts'],
    done: () => setEditing(false),
  })
  const remove = useChange(() => client.views.delete(id), {
    changes: ['views'],
    done: () => show(undefined),
    undo: () => ({
      words: `The view “${name}” is deleted; nobody in it has changed.`,
      run: async () => show((await client.views.create({ name, ...contentOf(view) })).id),
    }),
  })
  return (
    // The target is no button itself: roles would stand on what cannot have them.
    <Popover opened={editing} onChange={setEditing} position="bottom-start" width={320} trapFocus withRoles={false}>
      <Popover.Target>
        <span>
          <Menu position="bottom-start">
            <Menu.Target>
              <ActionIcon aria-label={`The view ${name}`}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item disabled={!unsaved} onClick={() => save.mutate()}>
                Save the changes to this view
              </Menu.Item>
              <Menu.Item onClick={() => setEditing(true)}>Rename, or include a tag</Menu.Item>
              <Menu.Item onClick={copyLink}>Copy a link to what is shown</Menu.Item>
              <Menu.Item onClick={() => remove.mutate()}>Delete this view</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={`The view ${name}`}>
        <ViewForm view={view} isBusy={edit.isPending} save={(given) => edit.mutate(given)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function contentOf({ filters, columns, sort, includedTag }: View) {
  return { filters, columns, sort, includedTag }
}

function NewView({ unsaved, q }: Pick<Props, 'q'> & { unsaved: Unsaved }) {
  const [opened, setOpened] = useState(false)
  const navigate = useNavigate()
  const save = useChange(
    (given: { name: string; includedTag: string | null }) => client.views.create({ ...given, ...unsaved }),
    {
      changes: ['views'],
      done: ({ id }) => {
        setOpened(false)
        void navigate({ to: '/contacts', search: { view: id, q } })
      },
    },
  )
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={320} trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconBookmarkPlus size={15} />}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          Save as a view
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ViewForm q={q} isBusy={save.isPending} save={(given) => save.mutate(given)} />
      </Popover.Dropdown>
    </Popover>
  )
}

import { Button, Checkbox } from '@mantine/core'
import { IconTags } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, type Tag } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { countText } from '../../parts/number-text.ts'
import { Page } from '../../parts/page.tsx'
import { Panel } from '../../parts/panel.tsx'
import { toggled } from '../../parts/toggled.ts'
import { Waiting } from '../../parts/waiting.tsx'
import type { Doing } from './doing.ts'
import { PeopleLink } from './people-link.tsx'
import { TagDialog } from './tag-dialog.tsx'
import { TagLink } from './tag-link.tsx'
import classes from './tags.module.css'

export function AuditPage() {
  const [doing, setDoing] = useState<Doing>()
  const query = useQuery({ queryKey: ['tags', 'audit'], queryFn: ({ signal }) => client.tags.audit({ signal }) })
  return (
    <Page
      title="Tidy up tags"
      lead="Tags that nobody carries and nothing uses, and tags that may mean the same."
      above={<BackLink to="/tags">Tags</BackLink>}
    >
      <Answer query={query} waiting={<Waiting rows={6} />}>
        {({ unused, similar, total }) => (
          <>
            {unused.length + similar.length === 0 && (
              <EmptyState icon={<IconTags size={20} />} title="Nothing to tidy up">
                {countText(total, 'tag')}, all in use and none like another.
              </EmptyState>
            )}
            {similar.length > 0 && <Similar groups={similar} start={setDoing} />}
            {unused.length > 0 && <Unused tags={unused} start={setDoing} />}
          </>
        )}
      </Answer>
      <TagDialog doing={doing} start={setDoing} close={() => setDoing(undefined)} />
    </Page>
  )
}

function Similar({ groups, start }: { groups: Tag[][]; start: (doing: Doing) => void }) {
  return (
    <Panel title="Nearly the same">
      <ul className={classes.rows}>
        {groups.map((tags) => (
          <li key={tags[0]?.id}>
            <span className={classes.alike}>
              {tags.map((tag) => (
                <span key={tag.id}>
                  <TagLink tag={tag}>{tag.name}</TagLink> <PeopleLink tag={tag} />
                </span>
              ))}
            </span>
            <Button size="xs" variant="default" onClick={() => start({ what: 'merge', tags })}>
              Merge into “{tags[0]?.name}”
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Unused({ tags, start }: { tags: Tag[]; start: (doing: Doing) => void }) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const chosen = tags.filter(({ id }) => selected.has(id))
  const all = new Set(chosen.length === tags.length ? [] : tags.map(({ id }) => id))
  const remove = (
    <Button
      size="xs"
      variant="default"
      disabled={chosen.length === 0}
      onClick={() => start({ what: 'delete', tags: chosen })}
    >
      Delete {countText(chosen.length, 'tag')}
    </Button>
  )
  return (
    <Panel title="Unused" aside={remove}>
      <Checkbox
        size="xs"
        label="All"
        checked={chosen.length === tags.length}
        indeterminate={chosen.length > 0 && chosen.length < tags.length}
        onChange={() => setSelected(all)}
      />
      <ul className={classes.rows}>
        {tags.map((tag) => (
          <li key={tag.id}>
            <Checkbox
              size="xs"
              label={tag.name}
              checked={selected.has(tag.id)}
              onChange={() => setSelected(toggled(selected, tag.id))}
            />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

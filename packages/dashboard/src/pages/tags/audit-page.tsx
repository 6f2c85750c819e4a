import { Button, Checkbox } from '@mantine/core'
import { IconTags } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, type Tag } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import { Answer } from '../../parts/answer.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { countText } from '../../parts/number-text.ts'
import { Page } from '../../parts/page.tsx'
import { Panel } from '../../parts/panel.tsx'
import { TickBox } from '../../parts/tick-box.tsx'
import { toggled } from '../../parts/toggled.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { useMay } from '../../use-may.ts'
import { ApartTags } from './apart-tags.tsx'
import type { Doing } from './doing.ts'
import { GoneTags } from './gone-tags.tsx'
import { PeopleLink } from './people-link.tsx'
import { TagDialog } from './tag-dialog.tsx'
import { TagLink } from './tag-link.tsx'
import classes from './tags.module.css'
import { useKeepApart } from './use-keep-apart.ts'

export function AuditPage() {
  const [doing, setDoing] = useState<Doing>()
  const keepApart = useKeepApart({ isPart: true })
  const gone = (_: string[], into?: string) => {
    if (into && doing?.others?.length) keepApart.mutate([{ id: into }, ...doing.others])
  }
  const query = useQuery({ queryKey: ['tags', 'audit'], queryFn: ({ signal }) => client.tags.audit({ signal }) })
  return (
    <Page
      title="Tidy up tags"
      lead="Tags that nobody carries and nothing uses, and tags that may mean the same."
      above={<BackLink to="/tags">Tags</BackLink>}
    >
      <Answer query={query} waiting={<Waiting rows={6} />}>
        {({ unused, similar, apart, total }) => (
          <div className={classes.panels}>
            {unused.length + similar.length === 0 && (
              <EmptyState icon={<IconTags size={20} />} title="Nothing to tidy up">
                {countText(total, 'tag')}, all in use and none like another.
              </EmptyState>
            )}
            {similar.length > 0 && <Similar groups={similar} start={setDoing} />}
            {unused.length > 0 && <Unused tags={unused} start={setDoing} />}
            {apart.length > 0 && <ApartTags groups={apart} />}
            <GoneTags />
          </div>
        )}
      </Answer>
      <TagDialog doing={doing} start={setDoing} close={() => setDoing(undefined)} gone={gone} />
    </Page>
  )
}

function Similar({ groups, start }: { groups: Tag[][]; start: (doing: Doing) => void }) {
  return (
    <Panel title="Nearly the same">
      <ul className={classes.rows}>
        {groups.map((tags) => (
          <Alike key={tags.map(({ id }) => id).join()} tags={tags} start={start} />
        ))}
      </ul>
    </Panel>
  )
}

/** Tags that may mean the same: whoever knows better leaves some out. */
function Alike({ tags, start }: { tags: Tag[]; start: (doing: Doing) => void }) {
  const [apart, setApart] = useState<ReadonlySet<string>>(new Set())
  const mayWrite = useMay()('contacts:write')
  const keepApart = useKeepApart()
  const together = tags.filter(({ id }) => !apart.has(id))
  const others = tags.filter(({ id }) => apart.has(id))
  return (
    <li>
      <span className={classes.alike}>
        {tags.map((tag) => (
          <span key={tag.id}>
            {mayWrite && (
              <TickBox
                aria-label={`Merge ${tag.name}`}
                checked={!apart.has(tag.id)}
                onChange={() => setApart(toggled(apart, tag.id))}
              />
            )}{' '}
            <TagLink tag={tag}>{tag.name}</TagLink> <PeopleLink tag={tag} />
          </span>
        ))}
      </span>
      {mayWrite && (
        <span className={classes.alike}>
          <Button size="xs" variant="default" loading={keepApart.isPending} onClick={() => keepApart.mutate(tags)}>
            Keep apart
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={together.length < 2}
            onClick={() => start({ what: 'merge', tags: together, others })}
          >
            {together[0] ? `Merge into “${together[0].name}”` : 'Merge'}
          </Button>
        </span>
      )}
    </li>
  )
}

function Unused({ tags, start }: { tags: Tag[]; start: (doing: Doing) => void }) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const mayWrite = useMay()('contacts:write')
  const chosen = tags.filter(({ id }) => selected.has(id))
  const all = new Set(chosen.length === tags.length ? [] : tags.map(({ id }) => id))
  const remove = mayWrite && (
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
      {mayWrite && (
        <Checkbox
          size="xs"
          label="All"
          checked={chosen.length === tags.length}
          indeterminate={chosen.length > 0 && chosen.length < tags.length}
          onChange={() => setSelected(all)}
        />
      )}
      <ul className={classes.rows}>
        {tags.map((tag) => (
          <li key={tag.id}>
            {mayWrite ? (
              <Checkbox
                size="xs"
                label={tag.name}
                checked={selected.has(tag.id)}
                onChange={() => setSelected(toggled(selected, tag.id))}
              />
            ) : (
              <TagLink tag={tag}>{tag.name}</TagLink>
            )}
            <span className={classes.quiet}>
              made <Ago time={tag.createdAt} />, {tag.lastUsedAt ? 'last used ' : 'never used'}
              {tag.lastUsedAt && <Ago time={tag.lastUsedAt} />}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

import { Button } from '@mantine/core'
import { IconArrowMerge, IconPencil, IconTags, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { client, type Tag } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { Ago } from '../../parts/ago.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { Figure } from '../../parts/figure.tsx'
import { Page } from '../../parts/page.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ThingPage } from '../../parts/thing-page.tsx'
import { UseList } from '../../parts/use-list.tsx'
import { useMay } from '../../use-may.ts'
import { ColorPick } from './color-pick.tsx'
import type { Doing } from './doing.ts'
import { PeopleLink } from './people-link.tsx'
import { TagActivity } from './tag-activity.tsx'
import { TagDialog } from './tag-dialog.tsx'
import { TagField } from './tag-field.tsx'
import classes from './tags.module.css'
import { useTagChange } from './use-tag-change.ts'
import { useUses } from './use-uses.ts'

const route = getRouteApi('/frame/tags/$tag')

export function TagPage() {
  const { tag: id } = route.useParams()
  const query = useQuery({
    queryKey: ['tags', 'one', id],
    queryFn: ({ signal }) => client.tags.get(id, { signal }),
  })
  return (
    <ThingPage
      query={query}
      kind="Tag"
      back={{ to: '/tags', label: 'Tags' }}
      missing={{ icon: <IconTags size={20} />, title: 'This tag is not here' }}
    >
      {(tag) => <Known tag={tag} />}
    </ThingPage>
  )
}

const KINDS = ['rename', 'merge', 'delete'] as const
const KEYS = { rename: 'e', merge: 'm', delete: 'd' } as const
const ICONS = { rename: IconPencil, merge: IconArrowMerge, delete: IconTrash } as const
const LABELS = { rename: 'Rename', merge: 'Merge', delete: 'Delete' } as const

function Known({ tag }: { tag: Tag }) {
  const [doing, setDoing] = useState<Doing>()
  const navigate = route.useNavigate()
  const kinds = useMay()('contacts:write') ? KINDS : []
  const gone = (ids: string[], into?: string) => {
    if (!ids.includes(tag.id)) return
    void (into ? navigate({ to: '/tags/$tag', params: { tag: into } }) : navigate({ to: '/tags' }))
  }
  useCommands(
    kinds.map((what) => ({
      ...{ id: what, label: `${LABELS[what]} this tag`, keys: KEYS[what], group: 'On this page' as const },
      run: () => setDoing({ what, tags: [tag] }),
    })),
  )
  const actions = kinds.map((what) => {
    const Icon = ICONS[what]
    return (
      <Button
        key={what}
        variant="default"
        leftSection={<Icon size={16} />}
        onClick={() => setDoing({ what, tags: [tag] })}
      >
        {LABELS[what]}
      </Button>
    )
  })
  return (
    <Page title={tag.name} above={<BackLink to="/tags">Tags</BackLink>} actions={actions}>
      <div className={classes.facts}>
        <div>
          <Figure value={tag.contactCount} label={tag.contactCount === 1 ? 'person carries it' : 'people carry it'} />
          <PeopleLink tag={tag}>Show them</PeopleLink>
        </div>
        <Details tag={tag} />
      </div>
      <div className={classes.panels}>
        <UsedBy tag={tag} />
        <TagActivity tag={tag} />
      </div>
      <TagDialog doing={doing} start={setDoing} close={() => setDoing(undefined)} gone={gone} />
    </Page>
  )
}

function Details({ tag }: { tag: Tag }) {
  const change = useTagChange()
  const { name, color } = tag
  const recolour = (next: string | null) => change([tag], { color: next }, `“${name}” has another colour.`)
  return (
    <dl className={classes.details}>
      <dt>Colour</dt>
      <dd>
        <ColorPick name={name} color={color} onChange={recolour} />
      </dd>
      <dt>Description</dt>
      <dd>
        <TagField tag={tag} field="description" />
      </dd>
      <dt>Owner</dt>
      <dd>
        <TagField tag={tag} field="owner" />
      </dd>
      <dt>First used</dt>
      <dd>
        <Ago time={tag.firstUsedAt} none="Never" />
      </dd>
      <dt>Last used</dt>
      <dd>
        <Ago time={tag.lastUsedAt} none="Never" />
      </dd>
    </dl>
  )
}

function UsedBy({ tag }: { tag: Tag }) {
  const uses = useUses([tag]).data
  if (!uses) return null
  return (
    <Panel title="Used by">
      {uses.length > 0 ? (
        <UseList uses={uses} />
      ) : (
        <p className={classes.quiet}>No segment, view, campaign or sign-up form.</p>
      )}
    </Panel>
  )
}

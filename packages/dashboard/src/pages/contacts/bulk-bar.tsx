import { Anchor, Button, CloseButton, Popover, Stack } from '@mantine/core'
import type { Filter } from '@rollcall/filters'
import { IconTag, IconTagOff } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { client } from '../../api.ts'
import { countText } from '../../parts/number-text.ts'
import { TagNames } from '../../parts/tag-names.tsx'
import { useChange } from '../../use-change.ts'
import { BulkJob } from './bulk-job.tsx'
import classes from './contacts.module.css'
import type { useSelection } from './use-selection.ts'

type Props = {
  selection: ReturnType<typeof useSelection>
  total: number
  /** What "everyone" means; nothing when a free search is on, which no filter can say. */
  filters: Filter | undefined
}

/** What can be done with the people who are ticked. */
export function BulkBar({ selection, total, filters }: Props) {
  const [job, setJob] = useState<string>()
  const { ids, everyone, setEveryone, clear, isAll } = selection
  const run = useChange(
    ({ action, tags }: { action: 'add_tags' | 'remove_tags'; tags: string[] }) =>
      client.contacts.bulk(everyone && filters ? { action, tags, filters } : { action, tags, contacts: [...ids] }),
    { changes: [], done: ({ id }) => setJob(id) },
  )
  if (job) return <BulkJob id={job} close={() => setJob(undefined)} />
  if (ids.size === 0) return null
  const count = everyone ? total : ids.size
  return (
    <div className={classes.bulk} role="toolbar" aria-label="With the selected people">
      <strong className="num">{countText(count, 'person', 'people')} selected</strong>
      {isAll && !everyone && filters && total > ids.size && (
        <Anchor component="button" type="button" size="sm" onClick={() => setEveryone(true)}>
          Select all {countText(total, 'person', 'people')}
        </Anchor>
      )}
      <TagAction
        ask="Add tags"
        yes={`Add to ${countText(count, 'person', 'people')}`}
        icon={<IconTag size={15} />}
        run={(tags) => run.mutate({ action: 'add_tags', tags })}
      />
      <TagAction
        ask="Remove tags"
        yes={`Remove from ${countText(count, 'person', 'people')}`}
        icon={<IconTagOff size={15} />}
        run={(tags) => run.mutate({ action: 'remove_tags', tags })}
      />
      <CloseButton aria-label="Select nobody" onClick={clear} />
    </div>
  )
}

type ActionProps = { ask: string; yes: string; icon: ReactNode; run: (tags: string[]) => void }

function TagAction({ ask, yes, icon, run }: ActionProps) {
  const [opened, setOpened] = useState(false)
  const [tags, setTags] = useState<string[]>([])
  const go = () => {
    setOpened(false)
    run(tags)
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="top" trapFocus width={300}>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={icon} onClick={() => setOpened(!opened)}>
          {ask}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <TagNames label={ask} value={tags} onChange={setTags} />
          <Button disabled={tags.length === 0} onClick={go}>
            {yes}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

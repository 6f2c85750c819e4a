import { Anchor } from '@mantine/core'
import type { Filter } from '@rollcall/filters'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { countText } from '../../parts/number-text.ts'
import { TagChip } from '../../parts/tag-chip.tsx'
import classes from './contacts.module.css'
import { onlyByTag } from './segment-filter.ts'

type Props = {
  /** Id of the tag whose people the view includes. */
  tag: string
  filters: Filter
  /** The table shows what is being tried, not the view as it is saved. */
  isChanged: boolean
}

/** Why people are in a smart list who do not match its filter. */
export function ViewNote({ tag, filters, isChanged }: Props) {
  const named = useQuery({
    queryKey: ['tags', 'named', tag],
    queryFn: ({ signal }) => client.tags.get(tag, { signal }),
  })
  const only = onlyByTag(filters, tag)
  const isEveryone = filters.conditions.length === 0
  const found = useQuery({
    queryKey: ['preview', 'only-by-tag', only],
    queryFn: ({ signal }) => client.segments.preview({ filters: only }, { signal }),
    enabled: !isEveryone && !isChanged,
  })
  if (!named.data || isEveryone) return null
  const name = <TagChip name={named.data.name} />
  if (isChanged) {
    return (
      <p className={classes.note}>
        While the filter is changed, people whom the tag {name} includes are left out. Save the view to have them again.
      </p>
    )
  }
  const count = found.data?.count
  return (
    <p className={classes.note}>
      Everyone with the tag {name} is included, whatever the filter says.{' '}
      {count !== undefined && count > 0 && (
        <>
          {countText(count, 'person is', 'people are')} here only because of it.{' '}
          <Anchor
            inherit
            underline="always"
            renderRoot={(props) => <Link to="/contacts" search={{ filters: only }} {...props} />}
          >
            Show only them
          </Anchor>
        </>
      )}
    </p>
  )
}

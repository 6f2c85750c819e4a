import { Button } from '@mantine/core'
import { taggedWith } from '@rollcall/filters'
import { Link } from '@tanstack/react-router'

/** The way to the people of an import: by the tag that all of them got, else to the newest. */
export function SeePeople({ tags }: { tags: string[] }) {
  const [tag] = tags
  const search = tag === undefined ? ({ sort: 'createdAt', direction: 'desc' } as const) : { filters: taggedWith(tag) }
  return (
    <Button renderRoot={(props) => <Link to="/contacts" search={search} {...props} />}>
      {tag === undefined ? 'See the newest people' : 'See these people'}
    </Button>
  )
}

import { Button } from '@mantine/core'
import type { Filter } from '@rollcall/filters'
import { IconArrowsShuffle, IconTable } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../api.ts'
import type { Catalogue } from '../../builder/catalogue.ts'
import { narrowed } from '../../builder/narrowed.ts'
import type { LivePreview } from '../../builder/use-preview.ts'
import { countText } from '../../parts/number-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { PeopleList } from './people-list.tsx'
import classes from './segment.module.css'

type Props = { live: LivePreview; catalogue: Catalogue | undefined }

/** A few of those who match: the newest first, then as the person shuffles. */
export function ExamplePeople({ live, catalogue }: Props) {
  const { filter, preview } = live
  const [salt, setSalt] = useState<string>()
  const count = preview?.count ?? 0
  const shuffled = useQuery({
    queryKey: ['preview', 'shuffled', filter, salt],
    queryFn: ({ signal }) =>
      client.segments.preview({ filters: someOf(filter, { catalogue, salt, count }), include: ['sample'] }, { signal }),
    enabled: salt !== undefined && catalogue !== undefined,
    placeholderData: keepPreviousData,
  })
  const people = (salt === undefined ? undefined : shuffled.data?.sample) ?? preview?.sample
  if (!people && live.problems.length > 0)
    return <p className={classes.quiet}>Nobody can be shown for this rule yet.</p>
  if (!people) return <Waiting rows={5} />
  return (
    <>
      <div className={classes.lookHead}>
        <p className={classes.quiet}>
          {people.length === 0
            ? 'Nobody matches at the moment.'
            : exampleText(people.length, { count, isShuffled: salt !== undefined })}
        </p>
        <div className={classes.lookTools}>
          {count > people.length && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconArrowsShuffle size={14} />}
              onClick={() => setSalt(crypto.randomUUID())}
            >
              Shuffle
            </Button>
          )}
          {count > 0 && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconTable size={14} />}
              renderRoot={(props) => <Link to="/contacts" search={{ filters: filter }} {...props} />}
            >
              See all in Contacts
            </Button>
          )}
        </div>
      </div>
      <PeopleList people={people} />
    </>
  )
}

function exampleText(shown: number, { count, isShuffled }: { count: number; isShuffled: boolean }): string {
  const all = countText(count, 'person', 'people')
  if (shown === count) return `All ${all}.`
  return isShuffled ? `${shown} of ${all}, at random.` : `The newest ${shown} of ${all}.`
}

// Somewhat more than are shown, as a share of everybody falls a little short now and then.
const WANTED = 16

function someOf(
  filter: Filter,
  about: { catalogue: Catalogue | undefined; salt: string | undefined; count: number },
): Filter {
  const { catalogue, salt, count } = about
  if (!catalogue || !salt || count <= WANTED) return filter
  const percent = Math.max(0.01, Math.ceil((10_000 * WANTED) / count) / 100)
  return narrowed(filter, [catalogue.inSample(salt, percent)])
}

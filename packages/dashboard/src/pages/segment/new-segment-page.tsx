import { Button, TextInput } from '@mantine/core'
import { EVERYONE } from '@rollcall/filters'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { useDraftFilter } from '../../builder/use-draft-filter.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { LookOnly } from '../../parts/look-only.tsx'
import { Page } from '../../parts/page.tsx'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { Starters } from '../segments/starters.tsx'
import { NewStaticSegment } from './new-static-segment.tsx'
import { isSavable, RuleEditor } from './rule-editor.tsx'
import classes from './segment.module.css'

const route = getRouteApi('/frame/segments/new')
const back = <BackLink to="/segments">Segments</BackLink>

export function NewSegmentPage() {
  const { filters, kind, ...given } = route.useSearch()
  const navigate = route.useNavigate()
  const [draft, change] = useDraftFilter({
    inAddress: filters,
    saved: EVERYONE,
    write: (next) =>
      void navigate({ search: (known) => ({ ...known, filters: next }), replace: true, resetScroll: false }),
  })
  const [name, setName] = useGiven(given.name)
  const [description, setDescription] = useGiven(given.description)
  const create = useChange(
    () => client.segments.create({ name: name.trim(), description, kind: 'dynamic', filters: draft }),
    {
      changes: ['segments'],
      done: ({ id }) => void navigate({ to: '/segments/$segment', params: { segment: id }, search: {}, replace: true }),
      ownErrors: true,
    },
  )
  const mayWrite = useMay()('segments:write')
  if (kind === 'static') return <NewStaticSegment above={back} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <Page title="New segment" lead="Add conditions; the number on the side is exact at every step." above={back}>
      <RuleEditor
        draft={draft}
        onChange={change}
        foot={(live) => (
          <>
            {draft.conditions.length === 0 && <Starters />}
            {mayWrite ? (
              <form onSubmit={submit} className={classes.save}>
                <TextInput
                  aria-label="Name of the segment"
                  placeholder="Name of the segment"
                  required
                  maxLength={200}
                  className={classes.grow}
                  value={name}
                  onChange={(event) => setName(event.currentTarget.value)}
                />
                <TextInput
                  aria-label="Description"
                  placeholder="What it is for (optional)"
                  maxLength={500}
                  className={classes.grow}
                  value={description}
                  onChange={(event) => setDescription(event.currentTarget.value)}
                />
                <Button type="submit" loading={create.isPending} disabled={!isSavable(live) || name.trim() === ''}>
                  Save the segment
                </Button>
                {create.error && <ErrorState error={create.error} />}
              </form>
            ) : (
              <LookOnly />
            )}
          </>
        )}
      />
    </Page>
  )
}

/** A text that is being entered; a starter brings its own. */
function useGiven(given: string | undefined) {
  const [taken, setTaken] = useState(given)
  const state = useState(given ?? '')
  if (given !== taken) {
    setTaken(given)
    if (given) state[1](given)
  }
  return state
}

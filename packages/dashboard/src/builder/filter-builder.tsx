import { ActionIcon, Skeleton } from '@mantine/core'
import { useCallbackRef } from '@mantine/hooks'
import type { Filter } from '@rollcall/filters'
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { memo, useEffect, useRef, useState } from 'react'
import { ErrorState } from '../parts/error-state.tsx'
import { useProject } from '../session.ts'
import { asksForTime } from './asks-for-time.ts'
import classes from './builder.module.css'
import { BuilderProvider, type BuilderState } from './builder-state.ts'
import type { Catalogue } from './catalogue.ts'
import type { Edited, Path } from './edit-filter.ts'
import { GroupEditor } from './group-editor.tsx'
import type { useCatalogue } from './use-catalogue.ts'
import { useDragging } from './use-dragging.ts'
import type { PlacedProblem } from './use-preview.ts'
import { useUndo } from './use-undo.ts'

type Props = {
  filter: Filter
  known: ReturnType<typeof useCatalogue>
  problems: PlacedProblem[]
  warnings?: PlacedProblem[]
  counts?: BuilderState['counts']
  onChange: (filter: Filter) => void
}

const NONE: PlacedProblem[] = []
const NO_COUNTS: BuilderState['counts'] = new Map()

/** The one editor of filters: segments and the contacts table share it. */
export function FilterBuilder({ known, onChange, ...props }: Props) {
  const { catalogue, error, retry } = known
  const change = useCallbackRef(onChange)
  if (error) return <ErrorState error={error} retry={retry} />
  if (!catalogue) return <Skeleton height={96} />
  return <Builder {...props} catalogue={catalogue} onChange={change} />
}

/** Drawn anew only when something of its own is another: beside it, answers arrive all the time. */
const Builder = memo(function Builder({
  filter,
  catalogue,
  problems,
  warnings = NONE,
  counts = NO_COUNTS,
  onChange: onFilter,
}: Omit<Props, 'known'> & { catalogue: Catalogue }) {
  const [said, say] = useState('')
  const { place, goTo, keepPlace } = useFocusAfter(filter)
  const { change: onChange, onKeyDown, ...steps } = useUndo(filter, { onChange: onFilter, keepPlace })
  const edit = (edited: Edited | undefined, words: string) => {
    if (!edited) return
    onChange(edited.filter)
    goTo(edited.path, 'grip')
    say(words)
  }
  const add = (root: Filter, path: Path) => {
    onChange(root)
    goTo(path, 'editor')
  }
  const { place: dropPlace, ...dragging } = useDragging(filter, edit)
  const state = { root: filter, catalogue, problems, warnings, counts, onChange, edit, add, ...dragging }
  return (
    <BuilderProvider value={state}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of undo, which has buttons, and a place to drop on, which has the menu of a row */}
      <div ref={place} className={classes.builder} onKeyDown={onKeyDown} {...dropPlace}>
        <UndoSteps {...steps} />
        <GroupEditor group={filter} path={[]} />
        {asksForTime(filter, catalogue) && <ZoneNote />}
        <p className={classes.legend} aria-live="polite">
          {said}
        </p>
      </div>
    </BuilderProvider>
  )
})

function ZoneNote() {
  const timezone = useProject()?.timezone
  return timezone ? (
    <p className={classes.zone}>Days and calendar weeks are those of {timezone}, the project’s time zone.</p>
  ) : null
}

function UndoSteps({ undo, redo, canUndo, canRedo }: Omit<ReturnType<typeof useUndo>, 'change' | 'onKeyDown'>) {
  if (!canUndo && !canRedo) return null
  return (
    <div className={classes.steps}>
      <ActionIcon onClick={undo} disabled={!canUndo} aria-label="Undo the last change" title="Undo (Ctrl Z)">
        <IconArrowBackUp size={16} />
      </ActionIcon>
      <ActionIcon onClick={redo} disabled={!canRedo} aria-label="Make the change again" title="Redo (Ctrl Shift Z)">
        <IconArrowForwardUp size={16} />
      </ActionIcon>
    </div>
  )
}

type Target = 'grip' | 'editor'

/** Puts the keyboard at a row once the change that it waits for is drawn. */
function useFocusAfter(filter: Filter) {
  const place = useRef<HTMLDivElement>(null)
  const wanted = useRef<{ path: Path; target: Target }>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs when the filter is another one
  useEffect(() => {
    const { path, target } = wanted.current ?? {}
    wanted.current = undefined
    if (!path || !target) return
    // After the menu or the list that it was chosen from has given the keyboard back.
    const timer = setTimeout(() => place.current && focusRow(place.current, path, target), 0)
    return () => clearTimeout(timer)
  }, [filter])
  const goTo = (path: Path, target: Target) => {
    wanted.current = { path, target }
  }
  const keepPlace = () => {
    const row = place.current?.querySelector(':focus')?.closest<HTMLElement>('[data-row]')?.dataset.row
    goTo(row?.split('.').map(Number) ?? [0], 'grip')
  }
  return { place, goTo, keepPlace }
}

function focusRow(builder: HTMLElement, path: Path, target: Target) {
  // After the last row of a group is gone, the way to a new one.
  const row = builder.querySelector(`[data-row="${path.join('.')}"]`)
  if (!row) {
    const ways = [path.slice(0, -1).join('.'), ''].map((group) => `[data-add="${group}"] button`)
    return builder.querySelector<HTMLElement>(ways.join(', '))?.focus()
  }
  const grip = row.querySelector<HTMLElement>('[data-grip]')
  const editor = row.querySelector<HTMLElement>('[data-answer] input:not([type=hidden]), [data-answer] button')
  const found = target === 'editor' ? (editor ?? grip) : grip
  found?.focus()
}

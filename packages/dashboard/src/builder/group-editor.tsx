import { Button, SegmentedControl } from '@mantine/core'
import { type Filter, isGroup, type Match } from '@rollcall/filters'
import { IconFolderPlus, IconPlus } from '@tabler/icons-react'
import classes from './builder.module.css'
import { useBuilder } from './builder-state.ts'
import { blankCondition } from './catalogue.ts'
import { ConditionRow } from './condition-row.tsx'
import { addNode, keyOf, type Path, pointerOf, replaceNode } from './edit-filter.ts'
import { NodeFrame } from './node-frame.tsx'
import { RowNotes } from './row-notes.tsx'
import { SubjectPicker } from './subject-picker.tsx'

const MATCHES: { value: Match; label: string; between: string }[] = [
  { value: 'all', label: 'All of these', between: 'and' },
  { value: 'any', label: 'Any of these', between: 'or' },
  { value: 'none', label: 'None of these', between: 'nor' },
]

type Props = { group: Filter; path: Path }

/** A group of conditions and nested groups, and how they combine. */
export function GroupEditor({ group, path }: Props) {
  const { root, onChange } = useBuilder()
  const between = MATCHES.find(({ value }) => value === group.match)?.between ?? ''
  const regroup = (match: Match) =>
    onChange(path.length === 0 ? { ...root, match } : replaceNode(root, path, { ...group, match }))
  const pointer = pointerOf(path)
  return (
    <fieldset className={classes.group} data-nested={path.length > 0 || undefined}>
      <legend className={classes.legend}>How these combine</legend>
      <SegmentedControl
        size="xs"
        className={classes.match}
        data={MATCHES}
        value={group.match}
        onChange={(match) => regroup(match)}
      />
      <RowNotes isHere={(given) => given === pointer || given === `${pointer}/conditions`} />
      {group.conditions.map((node, position) => {
        const here = [...path, position]
        const word = position === 0 ? (group.match === 'none' ? 'not' : 'where') : between
        return (
          <NodeFrame key={keyOf(node)} node={node} path={here} between={word}>
            {isGroup(node) ? <GroupEditor group={node} path={here} /> : <ConditionRow condition={node} path={here} />}
          </NodeFrame>
        )
      })}
      <AddNode group={group} path={path} />
    </fieldset>
  )
}

function AddNode({ group, path }: Props) {
  const { root, catalogue, add, onChange, dragged, drop, aim } = useBuilder()
  const end = [...path, group.conditions.length]
  const isTarget = drop?.side === 'end' && drop.mark.join() === path.join()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop on; by keyboard a row moves from its grip
    <div
      className={classes.add}
      data-add={path.join('.')}
      data-drop={isTarget || undefined}
      onDragOver={(event) => {
        if (!dragged) return
        event.preventDefault()
        event.stopPropagation()
        aim({ at: end, mark: path, side: 'end' })
      }}
    >
      <SubjectPicker
        subjects={catalogue.subjects}
        onPick={(subject) => add(addNode(root, path, blankCondition(subject)), end)}
      >
        {(open) => (
          <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} />} onClick={open}>
            Add condition
          </Button>
        )}
      </SubjectPicker>
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        leftSection={<IconFolderPlus size={14} />}
        onClick={() => onChange(addNode(root, path, { match: 'any', conditions: [] }))}
      >
        Add group
      </Button>
    </div>
  )
}

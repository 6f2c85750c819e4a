import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { type Filter, isGroup, type Match } from '@rollcall/filters'
import { IconFolderPlus, IconPlus, IconX } from '@tabler/icons-react'
import classes from './builder.module.css'
import { blankCondition, type Catalogue } from './catalogue.ts'
import { ConditionRow } from './condition-row.tsx'
import { addNode, type Path, pointerOf, removeNode, replaceNode } from './edit-filter.ts'
import { SubjectPicker } from './subject-picker.tsx'
import type { PlacedProblem } from './use-preview.ts'

const MATCHES: { value: Match; label: string; between: string }[] = [
  { value: 'all', label: 'All of these', between: 'and' },
  { value: 'any', label: 'Any of these', between: 'or' },
  { value: 'none', label: 'None of these', between: 'nor' },
]

type Props = {
  /** The whole draft; this group is the node at `path`. */
  root: Filter
  group: Filter
  path: Path
  catalogue: Catalogue
  problems: PlacedProblem[]
  onChange: (root: Filter) => void
}

/** A group of conditions and nested groups, and how they combine. */
export function GroupEditor(props: Props) {
  const { root, group, path, problems, onChange } = props
  const between = MATCHES.find(({ value }) => value === group.match)?.between
  const regroup = (match: Match) =>
    onChange(path.length === 0 ? { ...root, match } : replaceNode(root, path, { ...group, match }))
  const own = problems.filter(
    ({ pointer }) => pointer === pointerOf(path) || pointer === `${pointerOf(path)}/conditions`,
  )
  return (
    <fieldset className={classes.group} data-nested={path.length > 0 || undefined}>
      <legend className={classes.legend}>How these combine</legend>
      <div className={classes.groupHead}>
        <SegmentedControl size="xs" data={MATCHES} value={group.match} onChange={(match) => regroup(match)} />
        {path.length > 0 && (
          <ActionIcon onClick={() => onChange(removeNode(root, path))} aria-label="Remove this group">
            <IconX size={15} />
          </ActionIcon>
        )}
      </div>
      {own.map(({ detail }) => (
        <p key={detail} className={classes.problem} role="alert">
          {detail}
        </p>
      ))}
      {group.conditions.map((_, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a node has no identity but its place
        <div key={position} className={classes.node}>
          <span className={classes.between}>{position === 0 ? 'where' : between}</span>
          <NodeEditor {...props} path={[...path, position]} />
        </div>
      ))}
      <AddNode {...props} />
    </fieldset>
  )
}

function NodeEditor({ path, ...props }: Props) {
  const { root, group, catalogue, problems, onChange } = props
  const node = group.conditions[path.at(-1) ?? 0]
  if (!node) return null
  if (isGroup(node)) return <GroupEditor {...props} group={node} path={path} />
  const pointer = pointerOf(path)
  return (
    <ConditionRow
      condition={node}
      catalogue={catalogue}
      problems={problems.filter((problem) => isInside(problem.pointer, pointer)).map(({ detail }) => detail)}
      onChange={(condition) => onChange(replaceNode(root, path, condition))}
      onRemove={() => onChange(removeNode(root, path))}
    />
  )
}

function AddNode({ root, path, catalogue, onChange }: Props) {
  return (
    <div className={classes.add}>
      <SubjectPicker
        subjects={catalogue.subjects}
        onPick={(subject) => onChange(addNode(root, path, blankCondition(subject)))}
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

function isInside(pointer: string, start: string): boolean {
  return pointer === start || pointer.startsWith(`${start}/`)
}

import type { Reply } from '@rollcall/sdk'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import classes from './explained.module.css'
import { type Evidence, FoundEvents, FoundOpportunities } from './explained-evidence.tsx'
import { agoText, timeText } from './time-text.ts'

type Answer = Reply<'segments.explainFilter'>
type Node = Answer['tree']
type Segments = Answer['segments']
type BranchProps = { node: Node; segments: Segments; isExcluded?: boolean }

/** Why somebody is in or out: the answer, when it changes by itself, and the rule with a tick or a cross at each part. */
export function Explained({ answer }: { answer: Answer }) {
  const { matches, nextChange, tree, segments } = answer
  return (
    <div>
      <p className={classes.answer} data-matches={matches}>
        <Mark matches={matches} size={20} />
        {matches ? 'This person matches.' : 'This person does not match.'}
      </p>
      <p className={classes.next}>{changeText(matches, nextChange)}</p>
      <ul className={classes.tree}>
        <Branch node={tree} segments={segments} />
      </ul>
    </div>
  )
}

function changeText(matches: boolean, nextChange: string | null): string {
  if (!nextChange) return 'As long as nothing new happens, this stays so.'
  const then = `${timeText(nextChange)} (${agoText(nextChange, new Date())})`
  return matches
    ? `This changes on ${then}: they leave by themselves if nothing new happens.`
    : `This changes on ${then}: they enter by themselves if nothing new happens.`
}

function Branch({ node, segments, isExcluded = false }: BranchProps) {
  const { matches, sentence, match, conditions, evidence } = node
  return (
    <li className={classes.node}>
      <div className={classes.line}>
        <Mark matches={matches} isExcluded={isExcluded} size={16} />
        <div className={classes.words}>
          <span className={match ? classes.group : undefined}>{match ? GROUP_WORDS[match] : sentence}</span>
          {evidence?.map((found) => (
            <Found key={found.text} found={found} segments={segments} />
          ))}
        </div>
      </div>
      {conditions && conditions.length > 0 && (
        <ul className={classes.tree}>
          {conditions.map((child) => (
            <Branch
              key={child.pointer}
              node={child}
              segments={segments}
              isExcluded={(match === 'none') !== isExcluded}
            />
          ))}
        </ul>
      )}
    </li>
  )
}

const GROUP_WORDS = { all: 'All of these', any: 'Any of these', none: 'None of these' }

// What a rule excludes is well when it does not hold: the sign says whether it holds, the colour whether that is in the way.
function Mark({ matches, isExcluded = false, size }: { matches: boolean; isExcluded?: boolean; size: number }) {
  const Icon = matches ? IconCircleCheck : IconCircleX
  return (
    <Icon
      size={size}
      stroke={1.8}
      className={classes.mark}
      data-tone={matches === isExcluded ? 'bad' : matches ? 'good' : 'quiet'}
      aria-label={matches ? 'Yes:' : 'No:'}
      role="img"
    />
  )
}

function Found({ found, segments }: { found: Evidence; segments: Segments }) {
  const inner = found.of === 'segment' ? segments.find(({ id }) => id === found.segment) : undefined
  if (!inner) {
    return (
      <div className={classes.found}>
        {withReadableTimes(found.text)}
        {found.of === 'events' && <FoundEvents found={found} />}
        {found.of === 'opportunities' && <FoundOpportunities some={found.some} />}
      </div>
    )
  }
  return (
    <details className={classes.found}>
      <summary>
        {withReadableTimes(found.text)} <span className={classes.more}>Why?</span>
      </summary>
      <ul className={classes.tree}>
        <Branch node={inner.tree} segments={segments} />
      </ul>
    </details>
  )
}

// As the value of a field, or where a sentence says when.
const INSTANT = /"(\d{4}-\d\d-\d\dT[\d:.]+Z)"|(?<=\b(?:on|since) )(\d{4}-\d\d-\d\dT[\d:.]+Z)/g

function withReadableTimes(text: string): string {
  return text.replace(INSTANT, (_, quoted?: string, bare?: string) => timeText(quoted ?? bare ?? ''))
}

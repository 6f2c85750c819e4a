import { type Filter, taggedWith } from '@rollcall/filters'
import { useQuery } from '@tanstack/react-query'
import { client, type Tag } from '../../api.ts'
import { countText, numberText } from '../../parts/number-text.ts'
import { TagLabel } from '../../parts/tag-label.tsx'
import { UseList } from '../../parts/use-list.tsx'
import classes from './tags.module.css'
import { useUses } from './use-uses.ts'

/** What merging means: for whom, for which rules, and what is lost. */
export function MergePreview({ from, into }: { from: Tag[]; into: Tag }) {
  const uses = useUses(from).data
  const all = [...from, into]
  const either = useCount({ match: 'any', conditions: all.map(({ id }) => taggedWith(id)) })
  const both = useCount({ match: 'all', conditions: all.map(({ id }) => taggedWith(id)) })
  const isPair = from.length === 1
  return (
    <div className={classes.preview} aria-live="polite">
      <dl className={classes.sums}>
        {all.map(({ id, name, contactCount }) => (
          <div key={id}>
            <dt>
              <TagLabel name={name} />
            </dt>
            <dd className="num">{numberText(contactCount)}</dd>
          </div>
        ))}
        <div>
          <dt>{isPair ? 'carry both' : 'carry all of them'}</dt>
          <dd className="num">{both === undefined ? '…' : numberText(both)}</dd>
        </div>
        <div data-total>
          <dt>“{into.name}” afterwards</dt>
          <dd className="num">{either === undefined ? '…' : numberText(either)}</dd>
        </div>
      </dl>
      <p>
        Whoever carries {isPair ? 'both' : 'more than one'} keeps the earlier time.{' '}
        {isPair ? `“${from[0]?.name}” is deleted` : `${countText(from.length, 'tag')} are deleted`}; for 7 days that can
        be undone.
      </p>
      {uses && (uses.length > 0 ? <p>These will name “{into.name}” instead:</p> : <p>No rule or form changes.</p>)}
      {uses && uses.length > 0 && <UseList uses={uses} />}
    </div>
  )
}

function useCount(filters: Filter): number | undefined {
  const { data } = useQuery({
    queryKey: ['preview', 'merge', filters],
    queryFn: ({ signal }) => client.segments.preview({ filters }, { signal }),
  })
  return data?.count
}

import type { Reply } from '@rollcall/sdk'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { StatusMark } from '../../parts/status-mark.tsx'
import classes from './bulk.module.css'

type Result = Reply<'jobs.results'>['data'][number]

const ROW_HEIGHT = 34

const MARKS: Record<Result['outcome'], [status: string, word: string]> = {
  changed: ['completed', 'Changed'],
  unchanged: ['draft', 'As it was'],
  failed: ['failed', 'Failed'],
}

/** Results of any number, of which only those in sight are drawn; near their end more are asked for. */
export function ResultRows({ results, atEnd }: { results: Result[]; atEnd: () => void }) {
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: results.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  })
  const visible = virtual.getVirtualItems()
  const last = visible.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= results.length - 1) atEnd()
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section ref={scroller} className={classes.results} tabIndex={0} aria-label="Results">
      <ul style={{ height: virtual.getTotalSize() }}>
        {visible.map(({ index, start, size }) => {
          const result = results[index]
          if (!result) return null
          const { contact, id, name, outcome, detail } = result
          const [status, word] = MARKS[outcome]
          return (
            <li key={index} style={{ height: size, transform: `translateY(${start}px)` }} title={detail ?? undefined}>
              {id ? (
                <Link to="/contacts/$contact" params={{ contact: id }} preload={false}>
                  {name ?? contact}
                </Link>
              ) : (
                <span>{name ?? contact}</span>
              )}
              <StatusMark status={status} word={detail ?? word} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

import { lazy, Suspense } from 'react'
import type { LivePreview } from '../../builder/use-preview.ts'
import { sentencesOf } from './filter-summary.tsx'
import type { ContactsSearch } from './search.ts'

// A table without people is rare.
const NobodyMatches = lazy(async () => ({ default: (await import('./nobody-matches.tsx')).NobodyMatches }))
const NobodyYet = lazy(async () => ({ default: (await import('./nobody-yet.tsx')).NobodyYet }))

type Props = {
  isNarrowed: boolean
  live: LivePreview
  q: string | undefined
  change: (filter: LivePreview['filter']) => void
  go: (change: Partial<ContactsSearch>) => void
  showEveryone: () => void
}

/** What stands where the people would be. */
export function Nobody({ isNarrowed, live, q, change, go, showEveryone }: Props) {
  return (
    <Suspense fallback={null}>
      {isNarrowed ? (
        <NobodyMatches
          {...{ filters: live.filter, q, sentences: sentencesOf(live), change, showEveryone }}
          clearSearch={() => go({ q: undefined })}
        />
      ) : (
        <NobodyYet addSomeone={() => go({ new: true })} />
      )}
    </Suspense>
  )
}

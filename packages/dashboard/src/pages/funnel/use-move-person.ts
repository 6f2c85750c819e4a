import { client } from '../../api.ts'
import { moveGuesses } from '../../parts/board/move-guesses.ts'
import { type Guess, useChange } from '../../use-change.ts'
import { personName } from './person-name.ts'
import { type Stage, stageName } from './stages.ts'
import type { FunnelCounts, FunnelPerson } from './use-funnel.ts'

/** What may look different once people have moved. */
export const FUNNEL_CHANGES = ['funnel', 'contacts', 'segments', 'preview']

type Move = { person: FunnelPerson; to: Stage }

/** Moves a person to a stage: shown at once, with the way back. */
export function useMovePerson() {
  return useChange(({ person, to }: Move) => client.contacts.update(person.id, { funnel: to }), {
    changes: FUNNEL_CHANGES,
    guesses: ({ person, to }) => [
      ...moveGuesses({
        column: ['funnel', 'people'],
        ...{ from: person.funnel, to, moved: { ...person, funnel: to, since: new Date().toISOString() } },
      }),
      countsGuess({ from: person.funnel, to, lost: person.lost ? 1 : 0 }),
    ],
    undo: (_, { person, to }) => ({
      words: `${personName(person)} moved to ${stageName(to)}.`,
      run: () => client.contacts.update(person.id, { funnel: person.funnel }),
    }),
  })
}

/** Marks a person as lost, or takes the mark back. */
export function useMarkLost() {
  return useChange(
    ({ person, lost }: { person: FunnelPerson; lost: boolean }) => client.contacts.update(person.id, { lost }),
    {
      changes: FUNNEL_CHANGES,
      guesses: ({ person, lost }) => [markGuess(person, lost), lostGuess(person.funnel, lost ? 1 : -1)],
      undo: (_, { person, lost }) => ({
        words: `${personName(person)} ${lost ? 'marked as lost' : 'is no longer lost'}.`,
        run: () => client.contacts.update(person.id, { lost: !lost }),
      }),
    },
  )
}

type Page = { data: FunnelPerson[] }

function markGuess({ id, funnel }: FunnelPerson, lost: boolean): Guess {
  const lostSince = lost ? new Date().toISOString() : null
  const mark = (person: FunnelPerson) => (person.id === id ? { ...person, lost, lostSince } : person)
  return { key: ['funnel', 'people', funnel], edit: (page: Page) => ({ ...page, data: page.data.map(mark) }) }
}

function lostGuess(stage: Stage, more: number): Guess {
  return editStages(
    (row) => (row.stage === stage ? { ...row, lost: row.lost + more } : row),
    (counts) => ({ ...counts, lost: counts.lost + more }),
  )
}

function countsGuess({ from, to, lost }: { from: Stage; to: Stage; lost: number }): Guess {
  return editStages((row) => {
    const more = (row.stage === to ? 1 : 0) - (row.stage === from ? 1 : 0)
    return { ...row, count: row.count + more, lost: row.lost + more * lost }
  })
}

type Row = FunnelCounts['stages'][number]

function editStages(edit: (row: Row) => Row, rest = (counts: FunnelCounts) => counts): Guess {
  return {
    key: ['funnel', 'counts'],
    edit: (counts: FunnelCounts) => rest({ ...counts, stages: counts.stages.map(edit) }),
  }
}

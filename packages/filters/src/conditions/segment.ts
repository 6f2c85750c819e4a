import { every, inSegment, inSet, inSetSince } from '../primitives.ts'
import { hasBegun } from '../window-lowering.ts'
import { thingPart } from './parts/thing-part.ts'
import { windowPart } from './parts/window-part.ts'
import { question } from './question/question.ts'
import { findWayBack } from './way-back.ts'

/** Whether a contact is in another segment, judged at the same instant. */
export const segment = question({
  id: 'segment',
  summary: 'Whether a contact is in another segment; `since` asks how long (with `in` only).',
  label: 'Segment',
  group: 'Audience',
  operators: [
    { id: 'in', label: 'is in' },
    { id: 'not_in', label: 'is not in' },
  ],
  parts: {
    segment: thingPart({ kind: 'segment', label: 'Segment', isRequired: true }),
    since: { ...windowPart({ key: 'since', label: 'Since' }), isPositiveOnly: true },
  },
  flaws: ({ segment: id = '' }, { catalog, report }) => {
    const problem = findWayBack(id, catalog)
    if (problem) report('/segment', problem)
  },
  words: (_values, { is, part }) =>
    `${is ? 'is in' : 'is not in'} segment ${part('segment')}${part('since', ' since ')}`,
  lower: ({ segment: id = '', since }, { now, catalog }) => {
    const known = catalog.named.segment?.find((candidate) => candidate.id === id)
    if (!known) throw new Error(`Segment ${id} is not in the catalog.`)
    const membership = known.filter ? inSegment(id) : inSet(`segment:${id}`)
    if (!since) return membership
    const begun = inSetSince(`segment:${id}`, hasBegun(since, { now, timezone: catalog.timezone }))
    return known.filter ? every([membership, begun]) : begun
  },
  examples: [
    [{ sets: ['segment:seg_team'] }, { op: 'in', segment: 'Team' }, true],
    [{ columns: { status: 'subscribed' } }, { op: 'in', segment: 'Subscribed' }, true],
    [{ columns: { status: 'bounced' } }, { op: 'not_in', segment: 'seg_subscribed' }, true],
    [{ since: { 'segment:seg_team': 1_770_000_000 } }, { op: 'in', segment: 'Team', since: { before: '7d' } }, true],
    [{ since: { 'segment:seg_team': 1_770_800_000 } }, { op: 'in', segment: 'Team', since: { before: '7d' } }, false],
    [{}, { op: 'in', segment: 'Team' }, false],
  ],
})

import { short, toMs, toSize, whole } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import { percentile } from '../report/timing.ts'
import { type Answered, difference } from '../suite/ask-suite.ts'
import { SHAPE_IDS, SHAPES, type ShapeId } from '../suite/shapes.ts'
import type { Participant, SizeResult } from './counts.ts'

/** Each question with everybody's time, and how many times ours that is. */
export function toCountsSection({ contacts, participants }: SizeResult): Section {
  const [ours, ...peers] = participants
  const rows = SHAPE_IDS.map((id) => {
    const own = best(ours, id)
    return [
      `${id} ${SHAPES[id].name}`,
      whole(own?.counts[0] ?? 0),
      own ? toMs(own.timing) : '',
      ...peers.map((peer) => toPeerCell(own, best(peer, id))),
    ]
  })
  const medians = ['median of the suite', '', ...participants.map((one) => toMedianCell(ours, one))]
  return {
    title: `Counts at ${toSize(contacts)} contacts and ${toSize(5 * contacts)} events`,
    columns: ['question', 'people', ...participants.map(({ name, version }) => `${name} ${version}`.trim())],
    rows: [...rows, medians],
    notes: [...toAgreement(participants), ...participants.flatMap(toAbsence)],
  }
}

/** The median of the suite and each question of ours at each size, to see that cost grows no faster than people. */
export function toCurveSection(results: SizeResult[]): Section {
  const at = (id: ShapeId) =>
    results.map(({ participants: [ours] }) => short(best(ours, id)?.timing.medianMs ?? Number.NaN))
  const medians = results[0].participants.map(({ name }, place) => [
    `median of the suite, ${name}`,
    ...results.map(({ participants }) => {
      const median = medianOf(participants[place])
      return median === undefined ? 'absent' : short(median)
    }),
  ])
  return {
    title: 'The curve: milliseconds by contacts',
    columns: ['question', ...results.map(({ contacts }) => toSize(contacts))],
    rows: [...SHAPE_IDS.map((id) => [`${id}, Rollcall`, ...at(id)]), ...medians],
  }
}

/** Every way in which each peer was asked, the quickest of which counts. */
export function toWaysSection({ contacts, participants }: SizeResult): Section {
  const rows = SHAPE_IDS.flatMap((id) =>
    participants
      .slice(1)
      .flatMap((peer) => waysOf(peer, id).map((way) => [`${id} ${peer.name}`, way.from, toMs(way.timing)])),
  )
  return { title: `How the peers answered at ${toSize(contacts)}`, columns: ['question', 'from', 'time'], rows }
}

function waysOf(participant: Participant, id: ShapeId): Answered[] {
  return 'answered' in participant ? participant.answered.filter(({ shape }) => shape === id) : []
}

function best(participant: Participant, id: ShapeId): Answered | undefined {
  return waysOf(participant, id).toSorted((a, b) => a.timing.medianMs - b.timing.medianMs)[0]
}

function toPeerCell(own: Answered | undefined, peer: Answered | undefined): string {
  if (!own || !peer) return 'absent'
  return `${toMs(peer.timing)} = ${toTimes(peer.timing.medianMs / own.timing.medianMs)}`
}

function medianOf(participant: Participant): number | undefined {
  if ('absent' in participant) return undefined
  return percentile(
    SHAPE_IDS.map((id) => best(participant, id)?.timing.medianMs ?? Number.NaN),
    0.5,
  )
}

function toMedianCell(ours: Participant, one: Participant): string {
  const [own, median] = [medianOf(ours), medianOf(one)]
  if (own === undefined || median === undefined) return 'absent'
  return one === ours ? `${short(median)} ms` : `${short(median)} ms = ${toTimes(median / own)}`
}

function toTimes(ratio: number): string {
  return `${ratio >= 10 ? Math.round(ratio).toLocaleString('en') : ratio.toFixed(1)}×`
}

function toAgreement(participants: Participant[]): string[] {
  const [ours, ...peers] = participants
  const differences = peers.flatMap((peer) =>
    SHAPE_IDS.flatMap((id) => waysOf(peer, id).map((way) => toDifference(peer.name, way, best(ours, id)))).filter(
      (text) => text !== '',
    ),
  )
  if (differences.length > 0) return differences
  return ['All who took part gave the same counts in every run, and the same people (hash of the sorted row numbers).']
}

function toDifference(name: string, way: Answered, own: Answered | undefined): string {
  const differs = own && difference(own, way)
  return differs ? `DIFFERS: ${way.shape}, Rollcall against ${name} (${way.from}): ${differs}.` : ''
}

function toAbsence(participant: Participant): string[] {
  return 'absent' in participant ? [`${participant.name} is absent: ${participant.absent}.`] : []
}

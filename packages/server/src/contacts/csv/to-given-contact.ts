import { CHANNELS, FUNNEL_STAGES, STATUSES } from '@rollcall/contract'
import { parseListText } from '@rollcall/filters'
import { isContactColumn } from '../contact-columns.ts'
import type { GivenContact } from '../prepare-contact.ts'
import type { Status } from '../prepared-contact.ts'
import { consentTimeTaker } from './consent-time.ts'
import { type DayOrder, toIsoDate } from './day-order.ts'
import { withoutGuard } from './formula-cell.ts'
import type { ImportOptions, ImportPlan } from './import-plan.ts'

/** A row as a contact to be prepared, or why it cannot be one. */
export type GivenRow = { given: GivenContact } | { problem: string }

// What other products call the same, as filters take it too.
const STATUS_ALIASES: Record<string, Status> = {
  active: 'subscribed',
  pending: 'non-subscribed',
  nonsubscribed: 'non-subscribed',
  hard_bounce: 'bounced',
}

type Take = (given: GivenContact, cell: string | null) => string | undefined

/** Reads rows of a planned file. An empty cell leaves what is there, unless the import clears. */
export function rowReader(plan: ImportPlan, options: ImportOptions): (cells: readonly string[]) => GivenRow {
  const takes = plan.columns.map(({ header, target }) => {
    if (target === null) return undefined
    const order = options.dayOrder?.[header]
    const take = target === 'consentAt' ? consentTimeTaker(plan.timezone ?? 'UTC') : toTake(target)
    return order === undefined ? take : withIsoDates(take, order)
  })
  const clears = options.blanks === 'clear'
  const proof = options.proof && { proof: options.proof }
  return (cells) => {
    const problem = problemOfLength(cells, takes.length)
    if (problem !== undefined) return { problem }
    const given: GivenContact = { tags: [...options.tags], fields: {}, ...proof }
    for (let index = 0; index < takes.length; index += 1) {
      const cell = withoutGuard(cells[index]?.trim() ?? '')
      if (cell === '' && !clears) continue
      const problem = takes[index]?.(given, cell === '' ? null : cell)
      if (problem !== undefined) return { problem }
    }
    return { given }
  }
}

function withIsoDates(take: Take, order: DayOrder): Take {
  return (given, cell) => take(given, cell === null ? null : toIsoDate(cell, order))
}

// Spreadsheets end rows with empty cells. Missing ones rather mean that a row was torn apart.
function problemOfLength(cells: readonly string[], expected: number): string | undefined {
  const isLonger = cells.length > expected && cells.slice(expected).some((cell) => cell.trim() !== '')
  if (cells.length >= expected && !isLonger) return undefined
  return `The row has ${count(cells.length)}, the first row has ${count(expected)}.`
}

function count(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`
}

function toTake(target: string): Take {
  if (isContactColumn(target)) {
    return (given, cell) => {
      given[target] = cell
      return undefined
    }
  }
  if (target === 'tags') return takeTags
  if (target === 'status') return takeStatus
  if (target === 'funnel') return takeFunnel
  if (target === 'lost') return takeLost
  if (target === 'tracking') return takeTracking
  const channel = CHANNELS.find((name) => target === `channels.${name}` || target === `consent.${name}`)
  if (channel !== undefined) return target.startsWith('channels.') ? takeAddress(channel) : takeConsent(channel)
  const key = target.slice('fields.'.length)
  return (given, cell) => {
    if (given.fields) given.fields[key] = cell
    return undefined
  }
}

const takeTags: Take = (given, cell) => {
  for (const name of parseListText(cell ?? '')) if (name.trim() !== '') given.tags?.push(name)
  return undefined
}

const takeStatus: Take = (given, cell) => {
  if (cell === null) return undefined
  const text = cell.toLowerCase()
  const status = STATUSES.find((known) => known === text) ?? STATUS_ALIASES[text]
  if (status === undefined) return `The status ${JSON.stringify(cell)} is none of ${STATUSES.join(', ')}.`
  given.status = status
  return undefined
}

const FUNNEL_CELLS = [...FUNNEL_STAGES, 'none'] as const

const takeFunnel: Take = (given, cell) => {
  const text = cell?.toLowerCase().replaceAll(/[\s-]+/g, '_') ?? 'none'
  const stage = FUNNEL_CELLS.find((known) => known === text)
  if (stage === undefined) {
    return `The funnel stage ${JSON.stringify(cell)} is none of ${FUNNEL_CELLS.join(', ')}.`
  }
  given.funnel = stage
  return undefined
}

const takeLost: Take = (given, cell) => {
  if (cell !== null && cell !== 'true' && cell !== 'false')
    return `The lost mark ${JSON.stringify(cell)} is neither true nor false.`
  given.lost = cell === 'true'
  return undefined
}

const takeTracking: Take = (given, cell) => {
  if (cell === null) return undefined
  if (cell !== 'true' && cell !== 'false')
    return `The tracking switch ${JSON.stringify(cell)} is neither true nor false.`
  given.tracking = cell === 'true'
  return undefined
}

function takeAddress(channel: (typeof CHANNELS)[number]): Take {
  return (given, cell) => {
    given.channels = { ...given.channels, [channel]: cell }
    return undefined
  }
}

const CONSENT_CELLS = ['opted_in', 'opted_out', 'unknown'] as const

function takeConsent(channel: (typeof CHANNELS)[number]): Take {
  return (given, cell) => {
    const state = CONSENT_CELLS.find((known) => known === (cell?.toLowerCase() ?? 'unknown'))
    if (state === undefined) return `The consent ${JSON.stringify(cell)} is none of ${CONSENT_CELLS.join(', ')}.`
    given.consent = { ...given.consent, [channel]: state }
    return undefined
  }
}

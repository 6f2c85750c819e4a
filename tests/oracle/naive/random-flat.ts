import { DATES, NUMBERS, TEXTS } from './nasty.ts'
import type { Draw } from './random-world.ts'
import type { Raw } from './world.ts'

/** A group in the flat form of seed 000, with no groups of the other form in it. */
export function randomFlat(draw: Draw, depth: number): Raw {
  const flat: Raw = {}
  for (const key of draw.some(Object.keys(PARTS))) flat[key] = PARTS[key]?.(draw)
  if (depth > 1 && draw.chance(0.3)) flat.groups = [randomFlat(draw, depth - 1)]
  return draw.chance(0.5) ? flat : { ...flat, match: draw.pick(['all', 'any']) }
}

const PARTS: Record<string, (draw: Draw) => unknown> = {
  tags: (draw) => draw.some(['VIP', 'vip', 'tag_1', 'tag_5']),
  excludeTags: (draw) => draw.some(['VIP', 'vip', 'tag_1', 'tag_5']),
  status: (draw) => draw.pick(['subscribed', 'unsubscribed', 'non-subscribed', 'bounced', 'active']),
  validationStatus: (draw) => draw.pick(['valid', 'invalid', 'risky', 'unknown']),
  customFields: (draw) => ({
    ...draw.pick([
      { city: draw.some(TEXTS) },
      { ltv: draw.some(NUMBERS).map(plain) },
      { vip: draw.some(['true', 'false']) },
      { plan: ['a'], colours: ['A', 'é'] },
    ]),
  }),
  fields: (draw) => [fieldEntry(draw)],
  activity: (draw) => [activityEntry(draw)],
}

function fieldEntry(draw: Draw): Raw {
  return draw.pick<() => Raw>([
    () => ({ key: 'country', mode: draw.pick(['is', 'is_not']), values: ['indonesia', 'DE'] }),
    () => ({ key: 'name', values: draw.some(TEXTS) }),
    () => ({ key: 'city', mode: draw.pick(['contains', 'not_contains', 'starts_with']), values: draw.some(TEXTS) }),
    () => ({ key: 'ltv', mode: draw.pick(['number_gt', 'number_lte', 'is_not']), values: [plain(draw.pick(NUMBERS))] }),
    () => ({ key: 'ltv', mode: 'number_between', values: ['-1', '2.5'] }),
    () => ({ key: 'vip', mode: 'is_not', values: ['true'] }),
    () => ({ key: 'birthday', mode: draw.pick(['is', 'is_not']), values: draw.some(DATES) }),
    () => ({ key: 'birthday', mode: 'date_between', values: ['2000-02-29', '2011-12-31'] }),
    () => ({ key: 'seen', mode: draw.pick(['date_before', 'date_after', 'date_on']), values: [draw.pick(DATES)] }),
  ])()
}

function activityEntry(draw: Draw): Raw {
  const about = {
    action: draw.pick(['sent', 'opened', 'opened', 'clicked']),
    ...(draw.chance(0.2) ? { channel: 'email' } : {}),
    ...(draw.chance(0.2) ? { campaignId: 'cmp_1' } : {}),
  }
  const length = {
    ...(draw.chance(0.5) ? { unit: draw.pick(['hours', 'days']) } : {}),
    amount: draw.pick([1, 7, 24, 30]),
  }
  return draw.pick<Raw>([
    { ...about, mode: 'never' },
    { ...about, mode: 'within', ...length },
    { ...about, mode: 'before', ...length },
    { ...about, mode: 'between', from: draw.pick(DATES.slice(0, 5)), to: draw.pick(DATES.slice(5)) },
  ])
}

// Plain decimals: nobody writes a number of a form as 1e21.
function plain(number: number): string {
  return Math.abs(number) < 1e15 && Math.abs(number) > 1e-6 ? String(number) : '0'
}

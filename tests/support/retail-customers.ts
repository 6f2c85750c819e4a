/** A made-up customer with the columns of Hillstrom's file. */
export type RetailCustomer = {
  tags: string[]
  recency: number
  lastPurchaseMonth: string
  historySegment: string
  history: number
  zipCode: string
  newbie: number
  channel: string
  visit: number
  conversion: number
}

const SEED = 64_000
const HEADER =
  'email,tags,recency,last_purchase_month,history_segment,history,mens,womens,zip_code,newbie,channel,segment,visit,conversion,spend'

/** A CSV like Hillstrom's, and the customers in it. The same for every run. */
export function makeRetailCustomers(count: number): { file: Buffer; customers: RetailCustomer[] } {
  const random = lehmer(SEED)
  const rows = Array.from({ length: count }, (_, index) => makeCustomer(index, random))
  const file = Buffer.from(`${HEADER}\n${rows.map(({ line }) => line).join('\n')}\n`)
  return { file, customers: rows.map(({ customer }) => customer) }
}

function makeCustomer(index: number, random: () => number): { line: string; customer: RetailCustomer } {
  const chance = (share: number) => (random() < share ? 1 : 0)
  const pick = (values: string[]) => values[Math.floor(random() * values.length)] ?? ''
  const [mens, womens, newbie, visit] = [chance(0.55), chance(0.55), chance(0.5), chance(0.15)]
  const recency = 1 + Math.floor(random() * 12)
  const history = Math.round((30 + random() ** 3 * 1_500) * 100) / 100
  const segment = pick(['Mens E-Mail', 'Womens E-Mail', 'No E-Mail'])
  const customer: RetailCustomer = {
    tags: [mens && 'Bought: Mens', womens && 'Bought: Womens', newbie && 'Newbie', `Got: ${segment}`].filter(isTag),
    recency,
    lastPurchaseMonth: monthsBeforeMarch2008(recency),
    historySegment: history > 1_000 ? '7) $1,000 +' : history > 750 ? '6) $750 - $1,000' : '1) $0 - $750',
    history,
    zipCode: pick(['Surburban', 'Rural', 'Urban']),
    newbie,
    channel: pick(['Phone', 'Web', 'Multichannel']),
    visit,
    conversion: visit && chance(0.1),
  }
  const cells = [
    ...[`customer${index}@shop.example`, `"${customer.tags.join(', ')}"`, recency, customer.lastPurchaseMonth],
    ...[`"${customer.historySegment}"`, history, mens, womens, customer.zipCode, newbie, customer.channel, segment],
    ...[visit, customer.conversion, 0],
  ]
  return { line: cells.join(','), customer }
}

function isTag(tag: string | 0): tag is string {
  return tag !== 0 && tag !== 'Got: No E-Mail'
}

function monthsBeforeMarch2008(months: number): string {
  const month = 2008 * 12 + 2 - months
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
}

const has = (tag: string) => (customer: RetailCustomer) => customer.tags.includes(tag)
const field = (name: string, op: string, values: unknown[]) => ({ type: 'field', field: name, op, values })
const tags = (op: string, names: string[]) => ({ type: 'tag', op, tags: names })
const all = (...conditions: object[]) => ({ match: 'all', conditions })

/** The questions of Hillstrom's expected counts, each with the plain loop that answers it. */
export const retailFilters: { name: string; filters: object; matches: (customer: RetailCustomer) => boolean }[] = [
  { name: 'everyone', filters: all(), matches: () => true },
  { name: 'one tag', filters: all(tags('has_any', ['Got: Womens E-Mail'])), matches: has('Got: Womens E-Mail') },
  {
    name: 'neither tag',
    filters: all(tags('has_none', ['Got: Mens E-Mail', 'Got: Womens E-Mail'])),
    matches: (customer) => !has('Got: Mens E-Mail')(customer) && !has('Got: Womens E-Mail')(customer),
  },
  {
    name: 'both tags',
    filters: all(tags('has_all', ['Bought: Mens', 'Bought: Womens'])),
    matches: (customer) => has('Bought: Mens')(customer) && has('Bought: Womens')(customer),
  },
  {
    name: 'a number and a text',
    filters: all(field('history', 'gt', [500]), field('channel', 'is', ['wEB'])),
    matches: ({ history, channel }) => history > 500 && channel === 'Web',
  },
  {
    name: 'either text, a tag and a number',
    filters: all(
      { match: 'any', conditions: [field('zip_code', 'is', ['Surburban']), field('zip_code', 'is', ['Rural'])] },
      tags('has_any', ['Newbie']),
      field('visit', 'eq', [1]),
    ),
    matches: ({ zipCode, newbie, visit }) => zipCode !== 'Urban' && newbie === 1 && visit === 1,
  },
  {
    name: 'a number between',
    filters: all(field('history', 'between', [100, 200])),
    matches: ({ history }) => history >= 100 && history <= 200,
  },
  {
    name: 'a date before',
    filters: all(field('last_purchase_month', 'before', ['2007-09-01'])),
    matches: ({ lastPurchaseMonth }) => lastPurchaseMonth < '2007-09-01',
  },
  {
    name: 'a part of a text',
    filters: all(field('history_segment', 'contains', ['1,000'])),
    matches: ({ historySegment }) => historySegment.includes('1,000'),
  },
  {
    name: 'none of two',
    filters: { match: 'none', conditions: [field('channel', 'is', ['Phone']), field('conversion', 'eq', [1])] },
    matches: ({ channel, conversion }) => channel !== 'Phone' && conversion !== 1,
  },
]

/** Park and Miller's generator: the same customers in every run. */
function lehmer(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

// Small alphabets in which values meet each other often, and in which every rule of comparison has its victim.

/** Texts that differ by case, accents, composition, wildcards and space. */
export const TEXTS = [
  'a',
  'A',
  'å',
  'Å',
  'A\u030a',
  'e',
  'é',
  'e\u0301',
  'ß',
  'ss',
  'İ',
  'i',
  'I',
  'ı',
  'σ',
  'ς',
  'Σ',
  'ΑΣ',
  'ας',
  'a%',
  '%',
  '_',
  'a_b',
  '\\',
  '\u{1f600}',
  'a\u{1f600}b',
  'a b',
  ' a ',
  '\u00a0a',
  'q\u0303',
  'q',
  '12',
  'true',
  '",',
]

export const NUMBERS = [
  -1.5, -1, -0, 0, 0.1, 0.2, 0.3, 1, 2, 3, 100, 1e-7, 5e-7, 1.0000005, 9007199254740992, 1e21, 5e-324,
]

export const DATES = [
  '0001-01-01',
  '1969-12-31',
  '2000-02-29',
  '2001-02-28',
  '2004-02-29',
  '2011-12-30',
  '2011-12-31',
  '2025-12-31',
  '2026-01-31',
  '2026-02-28',
  '2026-03-01',
  '2026-03-29',
  '2028-02-29',
  '9999-12-31',
]

export const BIRTHDAYS = ['--02-29', '--02-28', '--12-31', '--01-01', '--03-01']

/** Zones with instants at which, or a month from which, their clocks change; and instants at which months and years end. */
export const CLOCKS: readonly (readonly [zone: string, now: number])[] = (
  [
    ['America/St_Johns', '2010-11-07T02:31:00Z'],
    ['America/St_Johns', '2010-11-07T03:10:00Z'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z'],
    ['Pacific/Apia', '2012-01-30T10:30:00Z'],
    ['America/Sao_Paulo', '2018-02-18T02:10:00Z'],
    ['America/Sao_Paulo', '2018-12-04T02:30:00Z'],
    ['America/New_York', '2026-11-01T06:10:00Z'],
    ['America/New_York', '2026-12-01T06:30:00Z'],
    ['America/New_York', '2026-04-08T06:30:00Z'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '2026-04-29T00:30:00Z'],
    ['Europe/Berlin', '2026-10-25T01:10:00Z'],
    ['Europe/Berlin', '2026-11-25T01:30:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:10:00Z'],
    ['Australia/Lord_Howe', '2026-05-04T15:10:00Z'],
    ['Africa/Casablanca', '2026-02-15T02:10:00Z'],
    ['UTC', '2024-02-29T12:00:00Z'],
    ['UTC', '2025-12-31T23:59:59Z'],
    ['Asia/Kathmandu', '2026-01-31T00:00:00Z'],
    ['Asia/Jakarta', '2026-02-28T16:59:59Z'],
    ['Asia/Jakarta', '2026-03-31T12:00:00Z'],
    ['UTC', '2027-02-28T22:00:00Z'],
    ['UTC', '2028-02-29T00:30:00Z'],
  ] as const
).map(([zone, now]) => [zone, Date.parse(now) / 1000] as const)

export const DURATIONS = ['1h', '24h', '1d', '7d', '30d', '60d', '1w', '1mo', '2mo', '12mo', '1y', '9999y']
export const DAY_DURATIONS = DURATIONS.filter((text) => !text.endsWith('h'))
export const PAST_UNITS =
  'today yesterday this_week last_week this_month last_month this_quarter last_quarter this_year last_year'.split(' ')
export const ALL_UNITS = [...PAST_UNITS, 'tomorrow', 'next_week', 'next_month']

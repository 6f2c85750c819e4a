// Only ranges that regulators keep for films and books, so that no number is anybody's: NANPA (555-01XX), Ofcom, ARCEP and
// the Bundesnetzagentur. The other countries have none, so that nobody there gets a number.
const US_AREAS =
  `206 208 212 213 303 307 312 320 406 412 415 423 435 503 505 512 530 541 603 612 617 646 651 702 720 775 801
  802 828 907 914 919 928 970 971`.split(/\s+/)
const CA_AREAS = '236 250 403 416 514 587 604 613 778 819'.split(' ')
const FR_RANGES = ['63998', '19900', '26191', '35301', '46571', '53649']
const DE_RANGES = ['3023125', '4066969', '6990009', '8999998', '2214710']

type Range = { count: number; toNumber: (place: number) => string }

const RANGES: Record<string, Range> = {
  US: inBlocks(US_AREAS, { size: 100, toNumber: (area, line) => `+1${area}55501${pad(line, 2)}` }),
  CA: inBlocks(CA_AREAS, { size: 100, toNumber: (area, line) => `+1${area}55501${pad(line, 2)}` }),
  GB: inBlocks(['7700900'], { size: 1_000, toNumber: (start, line) => `+44${start}${pad(line, 3)}` }),
  FR: inBlocks(FR_RANGES, { size: 10_000, toNumber: (start, line) => `+33${start}${pad(line, 4)}` }),
  DE: inBlocks(DE_RANGES, { size: 1_000, toNumber: (start, line) => `+49${start}${pad(line, 3)}` }),
}

// Coprime to every count above: each step lands on another number until all are used.
const STEP = 7_919

/** Hands out made-up phone numbers, each once; undefined where there are none, or none any more. */
export class PhoneNumbers {
  #used = new Map<string, number>()

  next(country: string): string | undefined {
    const range = RANGES[country]
    const used = this.#used.get(country) ?? 0
    if (!range || used === range.count) return undefined
    this.#used.set(country, used + 1)
    return range.toNumber((used * STEP) % range.count)
  }
}

function inBlocks(
  blocks: string[],
  { size, toNumber }: { size: number; toNumber: (block: string, line: number) => string },
): Range {
  return {
    count: blocks.length * size,
    toNumber: (place) => toNumber(blocks[place % blocks.length], Math.floor(place / blocks.length)),
  }
}

function pad(line: number, digits: number): string {
  return String(line).padStart(digits, '0')
}

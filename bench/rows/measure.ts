import type { Section } from '../report/section.ts'

/** What every measurement is told. */
export type Bench = {
  /** The largest number of contacts. */
  contacts: number
  /** The instant at which the fixture is looked at: the start of the run. */
  nowSeconds: number
  /** An empty directory for this measurement alone, removed after it. */
  dir: string
  /** A CSV to import instead of one that is made, with the import's options as JSON. */
  file?: string
  options?: string
  say(text: string): void
}

/** One thing that is measured. */
export type Measure = (bench: Bench) => Promise<Section[]>

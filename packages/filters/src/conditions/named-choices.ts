import type { Catalog, Named, NamedThings } from '../catalog.ts'
import { suggestion } from '../closest.ts'
import { quoted } from '../quoted.ts'
import { shown } from '../shown.ts'
import type { Choices } from '../values/choices.ts'
import { tidyText } from '../values/text.ts'

/** Things of a project as choices: written as id or exact name, stored as id, shown by name. */
export function namedChoices(catalog: Catalog, kind: keyof NamedThings): Choices {
  const things = thingsOf(catalog.named[kind] ?? NONE)
  return {
    parse: (text) => {
      if (things.byId.has(text)) return { value: text }
      const [thing, other] = things.byName.get(text) ?? []
      if (thing && other) return { problem: ambiguity(kind, text, [thing, other]) }
      return thing ? { value: thing.id } : { problem: absence(kind, text, things.byName.keys()) }
    },
    words: (id) => {
      const name = things.byId.get(id)?.name
      if (name === undefined) return `[${id}]`
      const isUnique = things.byName.get(tidyText(name))?.length === 1
      return isUnique ? quoted(name) : `${quoted(name)} [${id}]`
    },
    list: () => [...things.byId.values()].map(({ id, name }) => ({ value: id, label: name })),
  }
}

type Things = { byId: Map<string, Named>; byName: Map<string, Named[]> }

const NONE: readonly Named[] = []

// A filter may ask for thousands of names in each of 200 conditions; a catalog is never changed after it is made.
const remembered = new WeakMap<readonly Named[], Things>()

function thingsOf(named: readonly Named[]): Things {
  const known = remembered.get(named)
  if (known) return known
  const byId = new Map(named.map((thing) => [thing.id, thing]))
  const byName = Map.groupBy(byId.values(), (thing) => tidyText(thing.name))
  const things = { byId, byName }
  remembered.set(named, things)
  return things
}

function ambiguity(kind: keyof NamedThings, text: string, [first, second]: [Named, Named]): string {
  return `Several ${kind}s are named ${shown(text)}, among them ${first.id} and ${second.id}: give the id of the one you mean.`
}

function absence(kind: keyof NamedThings, text: string, names: Iterable<string>): string {
  return `There is no ${kind} ${shown(text)}: give the exact name or the id of one that exists.${suggestion(text, names)}`
}

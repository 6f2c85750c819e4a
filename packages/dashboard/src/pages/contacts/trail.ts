type Trail = () => { id: string }[]

let trail: Trail = () => []

/** Keeps the list that somebody reads, so that a person's page knows who comes next in it. */
export function rememberTrail(list: Trail) {
  trail = list
}

/** Who comes before and after a person in the list that was read last. */
export function neighboursOf(id: string): { before?: string; after?: string } {
  const ids = trail().map((person) => person.id)
  const place = ids.indexOf(id)
  return place === -1 ? {} : { before: ids[place - 1], after: ids[place + 1] }
}

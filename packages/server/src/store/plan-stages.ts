import type { PointedProblem } from '@rollcall/contract'

/** A stage by its public id. */
export type Stage = { id: string; name: string }

/** A stage as a request gives it: by name, or by id with the name it has from now on. */
export type GivenStage = string | { id?: string | undefined; name: string }

/** A pipeline's stages in order, those without an id new; and those that go. */
export type StagePlan = { stages: { id: string | null; name: string }[]; removed: Stage[] }

/** What becomes of a pipeline's stages when these are given, or everything that is wrong with them. */
export function planStages(
  current: readonly Stage[],
  given: readonly GivenStage[],
): StagePlan | { problems: PointedProblem[] } {
  const items = given.map((stage) => (typeof stage === 'string' ? { name: stage } : stage)).map(tidy)
  const claimed = new Set(items.flatMap(({ id }) => id ?? []))
  const free = new Map(current.filter(({ id }) => !claimed.has(id)).map(({ id, name }) => [name, id]))
  const stages = items.map(({ id, name }) => ({ id: id ?? free.get(name) ?? null, name }))
  const problems = findProblems(current, stages)
  if (problems.length > 0) return { problems }
  const kept = new Set(stages.map(({ id }) => id))
  return { stages, removed: current.filter(({ id }) => !kept.has(id)) }
}

function tidy({ id, name }: Exclude<GivenStage, string>) {
  return { id, name: name.normalize('NFC') }
}

function findProblems(current: readonly Stage[], stages: StagePlan['stages']): PointedProblem[] {
  const ids = stages.map(({ id }) => id)
  const names = stages.map(({ name }) => name)
  return stages.flatMap(({ id, name }, place) => {
    const pointer = `/stages/${place}`
    if (id !== null && !current.some((stage) => stage.id === id)) {
      return { pointer: `${pointer}/id`, detail: `${JSON.stringify(id)} is no stage of this pipeline` }
    }
    if (id !== null && ids.indexOf(id) < place) return { pointer: `${pointer}/id`, detail: 'is given twice' }
    return names.indexOf(name) < place ? { pointer, detail: `${JSON.stringify(name)} is given twice` } : []
  })
}

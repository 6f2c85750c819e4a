import type { Catalog, NamedPipeline } from '../../catalog.ts'
import { suggestion } from '../../closest.ts'
import { oneOrMore, text } from '../../operators/arguments.ts'
import { anyOf } from '../../operators/wording.ts'
import { MOST_PROBLEMS, step } from '../../problem.ts'
import { quoted } from '../../quoted.ts'
import { shown } from '../../shown.ts'
import { tidyText } from '../../values/text.ts'
import { type Part, parseShape, type Reading } from './part.ts'

/** Stages by id, or by exact name: within the pipeline that is named beside them, else within every pipeline. */
export const stagesPart: Part<string[]> = {
  key: 'stages',
  label: 'Stages',
  input: 'things',
  names: 'stage',
  shape: oneOrMore(text),
  parse: (raw, reading) => {
    const given = parseShape(raw, { shape: oneOrMore(text), input: 'things' }, reading.report)
    return given && parseStages(given, reading)
  },
  words: (ids, catalog) => anyOf(ids.map((id) => stageWords(id, catalog))),
  choices: (catalog) =>
    pipelinesOf(catalog).flatMap((pipeline) =>
      pipeline.stages.map(({ id, name }) => ({ value: id, label: `${pipeline.name}: ${name}` })),
    ),
}

function parseStages(texts: readonly string[], { catalog, beside, report }: Reading): string[] | undefined {
  const meant = pipelinesMeant(catalog, beside.get('pipeline'))
  const ids = new Set<string>()
  let problems = 0
  for (const [index, given] of texts.entries()) {
    const found = findStages(meant, given)
    for (const id of 'ids' in found ? found.ids : []) ids.add(id)
    if ('problem' in found) report(step('', index), found.problem)
    if ('problem' in found && ++problems === MOST_PROBLEMS) break
  }
  return problems === 0 ? [...ids] : undefined
}

/** A pipeline that nobody knows is reported where it stands; its stages are looked for everywhere. */
function pipelinesMeant(catalog: Catalog, given: unknown): readonly NamedPipeline[] {
  const all = pipelinesOf(catalog)
  if (typeof given !== 'string') return all
  const wanted = tidyText(given)
  const byId = all.filter(({ id }) => id === wanted)
  const named = byId.length > 0 ? byId : all.filter(({ name }) => tidyText(name) === wanted)
  return named.length > 0 ? named : all
}

function findStages(pipelines: readonly NamedPipeline[], given: string): { ids: string[] } | { problem: string } {
  const all = pipelines.flatMap(({ stages }) => stages)
  if (all.some(({ id }) => id === given)) return { ids: [given] }
  const found = pipelines.map(({ stages }) => stages.filter(({ name }) => tidyText(name) === given).map(({ id }) => id))
  const twice = found.find((ids) => ids.length > 1)
  if (twice)
    return { problem: `Several stages of a pipeline are named ${shown(given)}: give the id of the one you mean.` }
  const ids = found.flat()
  if (ids.length > 0) return { ids }
  const names = all.map(({ name }) => name)
  return {
    problem: `There is no stage ${shown(given)} here: give the exact name or the id of one.${suggestion(given, names)}`,
  }
}

function stageWords(id: string, catalog: Catalog): string {
  const all = pipelinesOf(catalog).flatMap(({ stages }) => stages)
  const name = all.find((stage) => stage.id === id)?.name
  if (name === undefined) return `[${id}]`
  const isUnique = all.filter((stage) => tidyText(stage.name) === tidyText(name)).length === 1
  return isUnique ? quoted(name) : `${quoted(name)} [${id}]`
}

function pipelinesOf(catalog: Catalog): readonly NamedPipeline[] {
  return catalog.named.pipeline ?? []
}

import { pipelinesList } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listPipelines } from '../../store/pipelines.ts'
import { parseCursor, toPage } from '../cursor.ts'

export const listPipelinesAction = action(pipelinesList, async ({ product, caller }, { query }) => {
  const after = parseCursor(query.after, storableText)
  const found = await listPipelines(product.database, caller.projectId, { after, limit: query.limit + 1 })
  return toPage(found, { limit: query.limit, place: ({ name }) => name, show: (pipeline) => pipeline })
})

const storableText = z.string().refine((name) => !name.includes('\u0000'))

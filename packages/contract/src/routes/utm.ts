import { z } from 'zod'
import { text } from '../shapes.ts'

const parameter = text(200)

/** Parameters by which web statistics tell where visitors come from. */
export const utm = z
  .strictObject({
    source: parameter,
    medium: parameter,
    campaign: parameter,
    term: parameter.optional(),
    content: parameter.optional(),
  })
  .meta({ ref: 'UtmParameters' })

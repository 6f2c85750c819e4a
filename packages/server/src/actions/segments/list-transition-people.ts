import { segmentsTransitionPeople } from '@rollcall/contract'
import { RowBitmap } from '@rollcall/engine'
import { z } from 'zod'
import { action } from '../../action.ts'
import { findContactNames } from '../../store/contact-names.ts'
import { getTransition } from '../../store/segment-transitions.ts'
import { getSegment } from '../../store/segments.ts'
import { parseCursor, toPage } from '../cursor.ts'

export const listTransitionPeopleAction = action(
  segmentsTransitionPeople,
  async ({ product, caller }, { params, query: { limit, after } }) => {
    const { database } = product
    const { projectId } = caller
    const from = parseCursor(after, z.number().int().min(0)) ?? -1
    const { id: segmentId } = await getSegment(database, projectId, params.segment)
    const { count, rowNos, members } = await getTransition(database, projectId, { segmentId, id: params.transition })
    const everybody = members ? RowBitmap.fromBytes(members) : RowBitmap.of(rowNos ?? [])
    const rows = everybody.slice({ after: from, limit: limit + 1 })
    const names = await findContactNames(database, projectId, rows)
    const page = toPage(rows, { limit, place: (rowNo) => rowNo, show: (rowNo) => names.get(rowNo) })
    return { ...page, data: page.data.flatMap((person) => person ?? []), count }
  },
)

import { LINE_PX } from './line-height.ts'
import { FIELD_IDS, type Part } from './written.ts'

const LINES_ABOVE = 4

/** Takes the keyboard to a part of the message, and to a line of it, which is then selected. */
export function goToPart(part: Part, line: number | null) {
  const field = document.getElementById(FIELD_IDS[part])
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return
  field.focus({ preventScroll: true })
  field.scrollIntoView({ block: 'center' })
  if (line === null) return
  const lines = field.value.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0)
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
  field.scrollTop = (line - LINES_ABOVE) * LINE_PX
}

import { eventWindow } from '../../operators/window-argument.ts'
import { type Window, windowWords } from '../../values/window.ts'
import { windowFlaw } from '../../values/window-flaw.ts'
import { type Part, parseShape } from './part.ts'

/** When something happened. */
export function windowPart({ key, label }: { key: string; label: string }): Part<Window> {
  return {
    key,
    label,
    input: 'window',
    shape: eventWindow,
    parse: (raw, { catalog, report }) => {
      const window = parseShape(raw, { shape: eventWindow, input: 'window' }, report)
      const flaw = window && windowFlaw(window, catalog)
      if (flaw) report('', `This window holds nothing: ${flaw}`)
      return flaw ? undefined : window
    },
    words: windowWords,
  }
}

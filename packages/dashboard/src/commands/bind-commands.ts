import { tinykeys } from 'tinykeys'
import { areSingleKeysOn } from './single-keys.ts'
import { listCommands, onCommands } from './use-commands.ts'

/** Lets the keys of all commands work until the returned function is called. */
export function bindCommands(): () => void {
  // Each by itself: what stays bound while a page changes keeps the first key of a sequence in mind.
  const bound = new Map<string, () => void>()
  const rebind = () => {
    const wanted = new Set(listCommands().flatMap((command) => command.keys ?? []))
    for (const [keys, unbind] of bound) {
      if (wanted.has(keys)) continue
      unbind()
      bound.delete(keys)
    }
    for (const keys of wanted) if (!bound.has(keys)) bound.set(keys, bind(keys))
  }
  const stop = onCommands(rebind)
  rebind()
  window.addEventListener('keydown', remember, { capture: true })
  return () => {
    stop()
    window.removeEventListener('keydown', remember, { capture: true })
    for (const unbind of bound.values()) unbind()
  }
}

// tinykeys gives up waiting for the rest of a sequence after as long.
const SEQUENCE_MS = 1_000

let pressed: { key: string; timeStamp: number }[] = []

function remember({ key, timeStamp }: KeyboardEvent) {
  pressed = [...pressed.slice(-1), { key, timeStamp }]
}

// The T of G T is not the T that stands alone.
function endsSequence(keys: string): boolean {
  const [before, now] = pressed
  if (!before || !now || now.timeStamp - before.timeStamp > SEQUENCE_MS) return false
  return listCommands().some((command) => command.keys === `${before.key} ${keys}`)
}

function bind(keys: string): () => void {
  return tinykeys(window, { [keys]: (event) => press(keys, event) }, { ignore: ({ isComposing }) => isComposing })
}

function press(keys: string, event: KeyboardEvent) {
  const isSingle = !keys.includes('$mod')
  if (event.defaultPrevented || endsSequence(keys)) return
  if (isSingle && (!areSingleKeysOn() || belongsElsewhere(event.target))) return
  event.preventDefault()
  listCommands()
    .find((command) => command.keys === keys)
    ?.run()
}

const TEXT_FIELD = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]'
const LAYER = '[role=menu], [role=listbox], [role=dialog]'

// Letters belong to whoever is typing, and to what lies over the page.
function belongsElsewhere(target: EventTarget | null): boolean {
  if (target instanceof Element && target.closest(`${TEXT_FIELD}, ${LAYER}`)) return true
  return document.querySelector('[role=dialog][aria-modal=true]') !== null
}

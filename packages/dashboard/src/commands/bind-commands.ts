import { tinykeys } from 'tinykeys'
import { areSingleKeysOn } from './single-keys.ts'
import { listCommands, onCommands } from './use-commands.ts'

/** Lets the keys of all commands work until the returned function is called. */
export function bindCommands(): () => void {
  let unbind = () => {}
  const rebind = () => {
    unbind()
    const keys = new Set(listCommands().flatMap((command) => command.keys ?? []))
    const bindings = [...keys].map((pressed) => [pressed, (event: KeyboardEvent) => press(pressed, event)])
    unbind = tinykeys(window, Object.fromEntries(bindings), { ignore: ({ isComposing }) => isComposing })
  }
  const stop = onCommands(rebind)
  rebind()
  return () => {
    stop()
    unbind()
  }
}

function press(keys: string, event: KeyboardEvent) {
  const isSingle = !keys.includes('$mod')
  if (event.defaultPrevented || (isSingle && (!areSingleKeysOn() || belongsElsewhere(event.target)))) return
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

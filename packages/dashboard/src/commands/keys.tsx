import { Kbd } from '@mantine/core'
import classes from './keys.module.css'

const isApple = /Mac|iPhone|iPad/.test(navigator.platform)

const NAMES: Record<string, string> = {
  $mod: isApple ? '⌘' : 'Ctrl',
  Escape: 'Esc',
}

/** The keys of a command as they stand on a keyboard. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={classes.keys}>
      {namesOf(keys).map((name) => (
        <Kbd key={name} size="xs">
          {name}
        </Kbd>
      ))}
    </span>
  )
}

/** `g c` as G, C; `$mod+k` as ⌘, K. */
function namesOf(keys: string): string[] {
  return keys
    .replace('[Shift]+', '')
    .split(/[ +]/)
    .map((key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}

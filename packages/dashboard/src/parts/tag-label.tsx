import classes from './tag-label.module.css'
import { prefixOf } from './tag-prefix.ts'
import { useTagColor } from './use-tag-color.ts'

/** How a tag is shown wherever it is named: with its colour as a dot, and what it shares with others of its group quieter. */
export function TagLabel({ name }: { name: string }) {
  const rest = prefixOf(name) === '' ? name : name.slice(name.indexOf(':') + 1)
  return (
    <span className={classes.label} title={name}>
      <TagDot name={name} />
      <span className={classes.name}>
        {rest !== name && <span className={classes.prefix}>{name.slice(0, -rest.length)}</span>}
        {rest}
      </span>
    </span>
  )
}

/** A tag's colour alone, where its name stands already; nothing for a tag without one. */
export function TagDot({ name }: { name: string }) {
  const color = useTagColor(name)
  return color ? (
    <span className={classes.dot} style={{ background: color }} data-tag-color={color} aria-hidden />
  ) : null
}

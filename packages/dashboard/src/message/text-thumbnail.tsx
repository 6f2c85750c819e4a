import preview from './text-preview.module.css'
import classes from './thumbnail.module.css'

/** A small picture of a text, as it is written. */
export function TextThumbnail({ text }: { text: string }) {
  return (
    <span className={classes.thumbnail} data-text aria-hidden>
      <span className={preview.bubble}>{text}</span>
    </span>
  )
}

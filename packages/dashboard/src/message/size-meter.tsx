import classes from './message-preview.module.css'

/** Gmail shows so much of a message and hides the rest behind a link. */
const CLIPPED_AFTER_BYTES = 102 * 1024

/** How much of what Gmail shows a message takes. */
export function SizeMeter({ html }: { html: string }) {
  const sizeBytes = new TextEncoder().encode(html).length
  const isLarge = sizeBytes > CLIPPED_AFTER_BYTES
  const words = `${Math.ceil(sizeBytes / 1024)} KB of the 102 KB that Gmail shows`
  return (
    <div className={classes.size} data-large={isLarge || undefined}>
      <span className={classes.meter} aria-hidden>
        <span style={{ width: `${Math.min(100, (100 * sizeBytes) / CLIPPED_AFTER_BYTES)}%` }} />
      </span>
      {isLarge ? `${words}: it is cut off, and with it the way out.` : `${words}.`}
    </div>
  )
}

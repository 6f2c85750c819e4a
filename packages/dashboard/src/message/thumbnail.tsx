import classes from './thumbnail.module.css'
import { inScheme } from './to-look.ts'

/** A small picture of a message. Nothing in it runs or can be reached. */
export function Thumbnail({ html }: { html: string | undefined }) {
  return (
    <span className={classes.thumbnail} aria-hidden>
      {html !== undefined && (
        <iframe
          sandbox=""
          loading="lazy"
          tabIndex={-1}
          srcDoc={inScheme(html, 'light')}
          title="Picture of the message"
        />
      )}
    </span>
  )
}

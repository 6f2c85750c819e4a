import classes from './mail-frame.module.css'

// Links open outside and nothing runs: no allow-scripts, no allow-same-origin.
const SANDBOX = 'allow-popups allow-popups-to-escape-sandbox'
const OPEN_OUTSIDE = '<base target="_blank">'

/** A message's HTML, shut off from the page around it. */
export function MailFrame({ html, title }: { html: string; title: string }) {
  return <iframe className={classes.frame} sandbox={SANDBOX} srcDoc={OPEN_OUTSIDE + html} title={title} />
}

import { MailFrame } from '../parts/mail-frame.tsx'
import classes from './message-preview.module.css'
import { hasDarkColors, inScheme, type Look, withoutImages } from './to-look.ts'
import type { Preview } from './use-message-preview.ts'
import { WideFrame } from './wide-frame.tsx'

type Message = Pick<Preview, 'html' | 'text' | 'mergeFields'>

const SIDE_BY_SIDE = ['phone', 'dark', 'images', 'text'] as const
const NAMES = { phone: 'On a phone', dark: 'On a dark screen', images: 'Without images', text: 'As plain text' }

/** An opened message in one of the ways to look at it, or in all of them. */
export function MessageLook({ look, message }: { look: Look; message: Message }) {
  if (look !== 'all') return <OneLook look={look} message={message} />
  return (
    <div className={classes.all}>
      {SIDE_BY_SIDE.map((one) => (
        <figure key={one} className={classes.one}>
          <figcaption>{NAMES[one]}</figcaption>
          <OneLook look={one} message={message} />
        </figure>
      ))}
    </div>
  )
}

function OneLook({ look, message }: { look: Exclude<Look, 'all'>; message: Message }) {
  if (look === 'text') return <PlainText text={message.text} />
  const isDark = look === 'dark'
  const html = inScheme(look === 'images' ? withoutImages(message.html) : message.html, isDark ? 'dark' : 'light')
  const title = look === 'desktop' ? 'Preview of the message' : `Preview of the message, ${NAMES[look].toLowerCase()}`
  return (
    <>
      {look === 'desktop' ? (
        <WideFrame html={html + marksFor(message)} title={title} />
      ) : (
        <div className={classes.frame} data-look={look}>
          <MailFrame html={html + marksFor(message)} title={title} />
        </div>
      )}
      {isDark && !hasDarkColors(message.html) && (
        <p className={classes.note}>
          It has no dark colours of its own. Some programs turn its colours round, about like this; others show it
          light.
        </p>
      )}
    </>
  )
}

function PlainText({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keyboard too
    <pre className={classes.text} tabIndex={0}>
      {text}
    </pre>
  )
}

// Names are put into a style sheet: only those that cannot end the rule. The frame runs nothing anyhow.
function marksFor({ mergeFields }: Message): string {
  const rules = mergeFields
    .filter(({ name, outcome }) => outcome !== 'filled' && /^[\w.]+$/.test(name))
    .map(({ name, outcome }) => {
      const mark = `mark[data-field="${name}"]`
      return outcome === 'fallback'
        ? `${mark}{background:#ffd9a8}`
        : `${mark}{background:#ffc9c9}${mark}:empty::after{content:"${name.split('.').at(-1)} is empty"}`
    })
  return `<style>mark[data-field]{background:#fff0b3;color:#1a1a1f;border-radius:3px;padding:0 2px}${rules.join('')}</style>`
}

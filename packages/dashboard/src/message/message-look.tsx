import classes from './message-preview.module.css'
import { ScaledFrame } from './scaled-frame.tsx'
import { hasDarkColors, inScheme, type Look, withoutImages } from './to-look.ts'
import type { Preview } from './use-message-preview.ts'

type Message = Pick<Preview, 'html' | 'text' | 'mergeFields'>

const SIDE_BY_SIDE = ['phone', 'dark', 'images', 'text'] as const
const NAMES = { phone: 'On a phone', dark: 'On a dark screen', images: 'Without images', text: 'As plain text' }

// Messages are made 600 wide, and turn into their phone's form a little above that.
const WIDE_PX = 700
const PHONE_PX = 375
const HEIGHT_PX = 520
const HEIGHT_BESIDE_PX = 340

/** An opened message in one of the ways to look at it, or in all of them. */
export function MessageLook({ look, message }: { look: Look; message: Message }) {
  if (look !== 'all') return <OneLook look={look} message={message} heightPx={HEIGHT_PX} />
  return (
    <div className={classes.all}>
      {SIDE_BY_SIDE.map((one) => (
        <figure key={one} className={classes.one}>
          <figcaption>{NAMES[one]}</figcaption>
          <OneLook look={one} message={message} heightPx={HEIGHT_BESIDE_PX} />
        </figure>
      ))}
    </div>
  )
}

type OneProps = { look: Exclude<Look, 'all'>; message: Message; heightPx: number }

function OneLook({ look, message, heightPx }: OneProps) {
  if (look === 'text') return <PlainText text={message.text} heightPx={heightPx} />
  const [isDark, isPhone] = [look === 'dark', look === 'phone']
  const html = inScheme(look === 'images' ? withoutImages(message.html) : message.html, isDark ? 'dark' : 'light')
  const title = look === 'desktop' ? 'Preview of the message' : `Preview of the message, ${NAMES[look].toLowerCase()}`
  return (
    <>
      <div className={isPhone ? classes.phone : undefined}>
        <ScaledFrame
          html={html + marksFor(message)}
          title={title}
          isDark={isDark}
          widthPx={isPhone ? PHONE_PX : WIDE_PX}
          heightPx={heightPx}
        />
      </div>
      {isDark && !hasDarkColors(message.html) && (
        <p className={classes.note}>
          It has no dark colours of its own. Some programs turn its colours round, about like this; others show it
          light.
        </p>
      )}
    </>
  )
}

function PlainText({ text, heightPx }: { text: string; heightPx: number }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keyboard too
    <pre className={classes.text} style={{ height: heightPx }} tabIndex={0}>
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

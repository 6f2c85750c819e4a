import { useElementSize } from '@mantine/hooks'
import { MailFrame } from '../parts/mail-frame.tsx'
import classes from './message-preview.module.css'

// Messages are made 600 wide, and turn into their phone's form a little above that.
const WIDE_PX = 700
const HEIGHT_PX = 520

/** A message as wide windows show it, made smaller where there is less room. */
export function WideFrame({ html, title }: { html: string; title: string }) {
  const { ref, width } = useElementSize()
  const scale = width > 0 ? Math.min(1, width / WIDE_PX) : 1
  const size =
    scale < 1 ? { width: WIDE_PX, height: HEIGHT_PX / scale, transform: `scale(${scale})` } : { height: HEIGHT_PX }
  return (
    <div ref={ref} className={classes.frame} data-wide>
      <div style={size}>
        <MailFrame html={html} title={title} />
      </div>
    </div>
  )
}

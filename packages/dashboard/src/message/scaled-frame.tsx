import { useElementSize } from '@mantine/hooks'
import { MailFrame } from '../parts/mail-frame.tsx'
import classes from './message-preview.module.css'

type Props = { html: string; title: string; isDark?: boolean; widthPx: number; heightPx: number }

/** A message in a window of a certain width, made smaller where there is less room. */
export function ScaledFrame({ html, title, isDark, widthPx, heightPx }: Props) {
  const { ref, width } = useElementSize()
  const scale = width > 0 ? Math.min(1, width / widthPx) : 1
  const size =
    scale < 1 ? { width: widthPx, height: heightPx / scale, transform: `scale(${scale})` } : { height: heightPx }
  return (
    <div ref={ref} className={classes.frame} data-dark={isDark || undefined} style={{ height: heightPx }}>
      <div style={size}>
        <MailFrame html={html} title={title} />
      </div>
    </div>
  )
}

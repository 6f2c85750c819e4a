import { useRef } from 'react'
import { numberText } from '../../parts/number-text.ts'
import { shareText } from '../../parts/share-text.ts'
import classes from './link-map.module.css'
import type { LinkRow } from './link-rows.ts'
import { useLinkPlaces } from './use-link-places.ts'

// Nothing runs in it, whatever it says: no allow-scripts. Being of our origin lets this page measure where its links are.
const SANDBOX = 'allow-same-origin'

type Props = {
  html: string
  rows: LinkRow[]
  active: string | undefined
  onActive: (key: string | undefined) => void
}

/** The message, shut off, with a mark over each of its links: the more clicks, the stronger. */
export function HeatMap({ html, rows, active, onActive }: Props) {
  const frame = useRef<HTMLIFrameElement>(null)
  const { places, height, measure } = useLinkPlaces(frame)
  const most = Math.max(0.0001, ...rows.map(({ share }) => share))
  const byPosition = new Map(rows.map((row) => [row.position, row]))
  return (
    <figure className={classes.map}>
      <div className={classes.paper} style={{ height }}>
        <iframe
          ref={frame}
          className={classes.frame}
          sandbox={SANDBOX}
          srcDoc={html}
          scrolling="no"
          title="The message as it was sent"
          // Its links lead nowhere; the marks over them are what can be reached.
          inert
          onLoad={measure}
        />
        {places.map(({ key, position, ...box }) => {
          const row = byPosition.get(position)
          if (!row) return null
          return (
            <button
              key={key}
              type="button"
              className={classes.mark}
              style={{ ...box, background: heatOf(row.share / most) }}
              data-cold={row.total === 0 || undefined}
              data-active={row.key === active || undefined}
              aria-pressed={row.key === active}
              aria-label={wordsFor(row)}
              title={wordsFor(row)}
              onClick={() => onActive(row.key === active ? undefined : row.key)}
              onPointerEnter={() => onActive(row.key)}
              onPointerLeave={() => onActive(undefined)}
              onFocus={() => onActive(row.key)}
              onBlur={() => onActive(undefined)}
            >
              <span className={classes.badge}>{shareText(row.share)}</span>
            </button>
          )
        })}
      </div>
      <figcaption className={classes.caption}>
        As the first person it was sent to got it. Nothing here is tracked, and its links lead nowhere.
      </figcaption>
    </figure>
  )
}

// The colour of paper shows through, so that the message can still be read.
function heatOf(share: number): string | undefined {
  return share === 0 ? undefined : `rgb(179 38 30 / ${Math.round(8 + 27 * share)}%)`
}

function wordsFor({ position, urls, people, total, share }: LinkRow): string {
  const clicks = `${numberText(total)} ${total === 1 ? 'click' : 'clicks'} by ${numberText(people)} ${people === 1 ? 'person' : 'people'}`
  return `Link ${position}, ${urls[0] ?? 'different for everybody'}: ${clicks}, ${shareText(share)} of all`
}

import { Panel } from '../../parts/panel.tsx'
import { ShareBar } from '../../parts/share-bar.tsx'
import { shareText } from '../../parts/share-text.ts'
import classes from './compare.module.css'
import { type Compared, isOn, LETTERS, measuresOf } from './compared.ts'

/** The rates as bars, each measure on a scale of its own; the same letter is the same campaign. */
export function CompareBars({ campaigns }: { campaigns: Compared[] }) {
  return (
    <div className={classes.measures}>
      {measuresOf(campaigns).map(({ label, of, share, isBad, on }) => {
        const shares = campaigns.map((one) => (isOn(one, on) ? share(one.results) : null))
        const most = Math.max(0.0001, ...shares.map((one) => one ?? 0))
        return (
          <Panel key={label} title={label} aside={of}>
            <ul className={`${classes.bars} num`}>
              {campaigns.map(({ id, name }, place) => (
                <li key={id} title={name}>
                  <span className={classes.letter}>{LETTERS[place]}</span>
                  <ShareBar share={(shares[place] ?? 0) / most} isBad={isBad} />
                  <span className={classes.share}>{shareText(shares[place] ?? null)}</span>
                </li>
              ))}
            </ul>
          </Panel>
        )
      })}
    </div>
  )
}

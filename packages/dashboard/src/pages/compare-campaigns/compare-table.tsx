import { Link } from '@tanstack/react-router'
import { subjectText } from '../../message/subject-text.ts'
import { Ago } from '../../parts/ago.tsx'
import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import { numberText } from '../../parts/number-text.ts'
import { shareText } from '../../parts/share-text.ts'
import classes from './compare.module.css'
import { type Compared, isOn, LETTERS, rowsOf } from './compared.ts'

/** Every figure of each campaign beside those of the others. */
export function CompareTable({ campaigns }: { campaigns: Compared[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is too narrow, arrow keys scroll it
    <section className={classes.scroller} tabIndex={0} aria-label="All figures">
      <table className={`${classes.table} num`}>
        <thead>
          <tr>
            <th scope="col">
              <span aria-hidden />
            </th>
            {campaigns.map((campaign, place) => (
              <th key={campaign.id} scope="col">
                <Heading campaign={campaign} letter={LETTERS[place] ?? ''} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(campaigns).map(({ label, count, share, on }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {campaigns.map((one) => (
                <td key={one.id}>
                  {isOn(one, on) ? (
                    <>
                      {numberText(count(one.results))}
                      {share && <small>{shareText(share(one.results))}</small>}
                    </>
                  ) : (
                    shareText(null)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Heading({
  campaign: { id, name, channel, subject, launchedAt },
  letter,
}: {
  campaign: Compared
  letter: string
}) {
  return (
    <>
      <span className={classes.letter}>{letter}</span>
      <Link to="/campaigns/$campaign" params={{ campaign: id }} className={classes.name} title={name}>
        {name}
      </Link>
      <span className={classes.subject} title={subject}>
        {channel === 'email' ? subjectText(subject) : `${CHANNEL_NAMES[channel]}: ${subject}`}
      </span>
      <span className={classes.when}>{launchedAt ? <Ago time={launchedAt} /> : 'not sent'}</span>
    </>
  )
}

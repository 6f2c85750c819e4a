import { Link } from '@tanstack/react-router'
import { subjectText } from '../../message/subject-text.ts'
import { Ago } from '../../parts/ago.tsx'
import { numberText } from '../../parts/number-text.ts'
import { shareText } from '../../parts/share-text.ts'
import classes from './compare.module.css'
import { type Compared, LETTERS, ROWS } from './compared.ts'

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
          {ROWS.map(({ label, count, share }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {campaigns.map(({ id, results }) => (
                <td key={id}>
                  {numberText(count(results))}
                  {share && <small>{shareText(share(results))}</small>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Heading({ campaign: { id, name, subject, launchedAt }, letter }: { campaign: Compared; letter: string }) {
  return (
    <>
      <span className={classes.letter}>{letter}</span>
      <Link to="/campaigns/$campaign" params={{ campaign: id }} className={classes.name} title={name}>
        {name}
      </Link>
      <span className={classes.subject} title={subject}>
        {subjectText(subject)}
      </span>
      <span className={classes.when}>{launchedAt ? <Ago time={launchedAt} /> : 'not sent'}</span>
    </>
  )
}

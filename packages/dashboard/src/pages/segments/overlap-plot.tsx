import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { countText, numberText } from '../../parts/number-text.ts'
import classes from './overlap.module.css'
import { regionFilter } from './region-filter.ts'

type Overlap = Reply<'segments.overlap'>
type Region = Overlap['regions'][number]

const LETTERS = 'ABCDEFGHIJ'

/** An UpSet plot lying on its side: a row for each combination of segments that has people, the largest first. */
export function OverlapPlot({ overlap: { segments, regions, total } }: { overlap: Overlap }) {
  const { data: write } = useQuery({
    queryKey: ['filter-language', 'region'],
    queryFn: () => import('../../builder/catalogue.ts').then(({ conditionOfSegment }) => conditionOfSegment),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const largest = Math.max(1, ...regions.map(({ count }) => count))
  return (
    <>
      <p className={classes.total}>
        <strong className="num">{numberText(total)}</strong> {total === 1 ? 'person is' : 'people are'} in at least one
        of them.
      </p>
      <Legend segments={segments} />
      <ol className={classes.plot} aria-label="Every combination that has people">
        {regions.map((region) => {
          const content = <Row {...{ region, segments, largest, total }} />
          const [key, said] = [region.segments.join(), wordsFor(region, segments)]
          return (
            <li key={key}>
              {write ? (
                <Link
                  to="/segments/new"
                  search={{ filters: regionFilter(region.segments, { all: segments.map(({ id }) => id), write }) }}
                  preload={false}
                  className={classes.row}
                  title={said}
                >
                  <span className={classes.said}>{said}</span>
                  {content}
                </Link>
              ) : (
                <div className={classes.row}>
                  <span className={classes.said}>{said}</span>
                  {content}
                </div>
              )}
            </li>
          )
        })}
      </ol>
    </>
  )
}

function Legend({ segments }: Pick<Overlap, 'segments'>) {
  const largest = Math.max(1, ...segments.map(({ count }) => count))
  return (
    <ul className={classes.legend} aria-label="The segments">
      {segments.map(({ id, name, count }, place) => (
        <li key={id}>
          <span className={classes.letter} aria-hidden>
            {LETTERS[place]}
          </span>
          <Link to="/segments/$segment" params={{ segment: id }} className={classes.name}>
            {name}
          </Link>
          <span className={classes.track} aria-hidden>
            <span className={classes.quietFill} style={{ width: `${(100 * count) / largest}%` }} />
          </span>
          <span className="num">{numberText(count)}</span>
        </li>
      ))}
    </ul>
  )
}

type RowProps = { region: Region; segments: Overlap['segments']; largest: number; total: number }

function Row({ region, segments, largest, total }: RowProps) {
  const inside = segments.map(({ id }) => region.segments.includes(id))
  const [first, last] = [inside.indexOf(true), inside.lastIndexOf(true)]
  return (
    <>
      <span className={classes.dots} aria-hidden>
        {segments.map(({ id }, place) => (
          <span
            key={id}
            className={classes.dot}
            data-in={inside[place] || undefined}
            data-joined={(place > first && place <= last) || undefined}
          >
            {LETTERS[place]}
          </span>
        ))}
      </span>
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} style={{ width: `${(100 * region.count) / largest}%` }} />
      </span>
      <span className={`${classes.count} num`} aria-hidden>
        {numberText(region.count)}
      </span>
      <span className={`${classes.share} num`} aria-hidden>
        {((100 * region.count) / Math.max(1, total)).toFixed(1)} %
      </span>
    </>
  )
}

function wordsFor({ segments: ids, count }: Region, segments: Overlap['segments']): string {
  const names = segments.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  const people = countText(count, 'person is', 'people are')
  const others = names.length < segments.length ? ' and in none of the others' : ''
  return `${people} in ${names.join(' and ')}${others}`
}

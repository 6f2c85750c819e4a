import { Select } from '@mantine/core'
import { client, type Project } from '../../api.ts'
import { useChange } from '../../use-change.ts'
import classes from './settings.module.css'
import { useMay } from '../../use-may.ts'

type Streams = Project['streams']
type Props = { streams: Streams; domains: string[] }

const ANY = ''
const FIELDS = [
  {
    stream: 'marketing',
    label: 'Marketing comes from',
    description: 'Campaigns, and what the sending API sends as marketing.',
  },
  {
    stream: 'transactional',
    label: 'Transactional mail comes from',
    description: 'Receipts, passwords and the like, through the sending API.',
  },
] as const

/** Which domain each kind of mail comes from; holds at once and can be taken back. */
export function StreamsForm({ streams, domains }: Props) {
  const mayWrite = useMay()('project:write')
  const change = useChange((next: Partial<Streams>) => client.project.update({ streams: next }), {
    changes: ['project', 'audit'],
    guesses: (next) => [
      { key: ['project'], edit: (now: Project) => ({ ...now, streams: { ...now.streams, ...next } }) },
    ],
    undo: () => ({ words: 'Saved.', run: () => client.project.update({ streams }) }),
  })
  return (
    <div className={classes.part}>
      <p className={classes.quiet}>
        A domain of its own for each kind keeps the reputation of receipts apart from that of newsletters. Whoever sends
        from another one is warned.
      </p>
      {FIELDS.map(({ stream, label, description }) => (
        <Select
          key={stream}
          label={label}
          description={description}
          allowDeselect={false}
          disabled={!mayWrite}
          data={[{ value: ANY, label: 'Any domain' }, ...domains.map((domain) => ({ value: domain, label: domain }))]}
          value={streams[stream] ?? ANY}
          onChange={(value) => change.mutate({ [stream]: value || null })}
        />
      ))}
    </div>
  )
}

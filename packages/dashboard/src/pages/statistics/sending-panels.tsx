import { SegmentedControl } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { AsTable } from '../../parts/chart/as-table.tsx'
import { PairsChart } from '../../parts/chart/pairs-chart.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { RateList } from '../../parts/rate-list.tsx'
import type { Statistics } from './audience-panel.tsx'
import { ratesOf, type Sending } from './rates-of.ts'
import { STREAMS, type Stream } from './search.ts'
import classes from './statistics.module.css'

type Props = {
  statistics: Statistics
  stream: Stream
  labelOf: (at: string) => string
  onStream: (stream: Stream | undefined) => void
}

const STREAM_WORDS: Record<Stream, string> = { marketing: 'Marketing', transactional: 'Transactional' }

/** What became of messages: rates, and by period; marketing and transactional mail apart. */
export function SendingPanels({ statistics, stream, labelOf, onStream }: Props) {
  const sending = statistics[stream]
  return (
    <>
      <Panel
        title="Mail"
        aside={
          <SegmentedControl
            size="xs"
            aria-label="Which mail"
            data={STREAMS.map((value) => ({ value, label: STREAM_WORDS[value] }))}
            value={stream}
            onChange={(picked) => onStream(STREAMS.find((value) => value === picked))}
          />
        }
      >
        <div className={classes.rates}>
          {isQuiet(sending) ? <NothingSent stream={stream} /> : <RateList rates={ratesOf(sending)} />}
        </div>
      </Panel>
      {!isQuiet(sending) && <Charts sending={sending} labelOf={labelOf} />}
    </>
  )
}

function Charts({ sending, labelOf }: { sending: Sending; labelOf: (at: string) => string }) {
  const moments = sending.periods.map((period) => ({ ...period, at: period.from }))
  return (
    <div className={classes.pair}>
      <Panel title="Sent and delivered">
        <PairsChart
          {...{ moments, labelOf }}
          soft={{ label: 'Sent', of: ({ sent }) => sent }}
          accent={{ label: 'Delivered', of: ({ delivered }) => delivered }}
          textOf={({ sent, delivered, bounced, undelivered }) =>
            `${numberText(sent)} sent, ${numberText(delivered)} delivered, ${numberText(bounced)} bounced, ${numberText(undelivered)} undelivered`
          }
        />
        <AsTable
          moments={moments.toReversed()}
          labelOf={labelOf}
          columns={[
            ['Sent', ({ sent }) => sent],
            ['Delivered', ({ delivered }) => delivered],
            ['Bounced', ({ bounced }) => bounced],
            ['Undelivered', ({ undelivered }) => undelivered],
          ]}
        />
      </Panel>
      <Panel title="Opens and clicks">
        <PairsChart
          {...{ moments, labelOf }}
          soft={{ label: 'Opens', of: ({ opens }) => opens }}
          accent={{ label: 'Clicks', of: ({ clicks }) => clicks }}
          textOf={({ opens, clicks, unsubscribed }) =>
            `${numberText(opens)} opens, ${numberText(clicks)} clicks, ${numberText(unsubscribed)} unsubscribed`
          }
        />
        <AsTable
          moments={moments.toReversed()}
          labelOf={labelOf}
          columns={[
            ['Opens', ({ opens }) => opens],
            ['Clicks', ({ clicks }) => clicks],
            ['Unsubscribed', ({ unsubscribed }) => unsubscribed],
            ['Reported', ({ complained }) => complained],
          ]}
        />
      </Panel>
    </div>
  )
}

function isQuiet({ sent, bounced, complained, opens, clicks, unsubscribed }: Sending): boolean {
  return sent + bounced + complained + opens + clicks + unsubscribed === 0
}

function NothingSent({ stream }: { stream: Stream }) {
  return (
    <EmptyState icon={<IconSend size={20} />} title="Nothing was sent in this time">
      {stream === 'marketing'
        ? 'What campaigns send is counted here, from the first message on.'
        : 'What programs send because of something that a person did, such as receipts, is counted here.'}
    </EmptyState>
  )
}

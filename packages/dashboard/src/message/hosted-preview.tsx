import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Answer } from '../parts/answer.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { LookSwitch } from './look-switch.tsx'
import classes from './message-preview.module.css'
import { ScaledFrame } from './scaled-frame.tsx'
import { inScheme, type PageLook } from './to-look.ts'

const WAYS: { value: PageLook; label: string }[] = [
  { value: 'desktop', label: 'Wide' },
  { value: 'phone', label: 'Phone' },
  { value: 'dark', label: 'Dark' },
]

const WIDE_PX = 700
const PHONE_PX = 375
const HEIGHT_PX = 620

type Props = {
  query: Pick<UseQueryResult<{ html: string }>, 'data' | 'error' | 'refetch'>
  /** What it shows, for those who cannot see it. */
  title: string
  look: PageLook | undefined
  onLook: (look: PageLook | undefined) => void
  /** What else can be chosen of it. */
  children?: ReactNode
}

/** A page that people see, as our server writes it: in a frame in which nothing runs and nothing can be sent. */
export function HostedPreview({ query, title, look = 'desktop', onLook, children }: Props) {
  return (
    <div className={classes.preview}>
      <div className={classes.bar}>
        {children}
        <LookSwitch ways={WAYS} value={look} onChange={(way) => onLook(way === 'desktop' ? undefined : way)} />
      </div>
      <Answer query={query} waiting={<Waiting height={HEIGHT_PX} />}>
        {({ html }) => (
          <div className={look === 'phone' ? classes.phone : undefined}>
            <ScaledFrame
              html={inScheme(html, look === 'dark' ? 'dark' : 'light')}
              title={title}
              isDark={look === 'dark'}
              widthPx={look === 'phone' ? PHONE_PX : WIDE_PX}
              heightPx={HEIGHT_PX}
            />
          </div>
        )}
      </Answer>
    </div>
  )
}

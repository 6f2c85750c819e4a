import { Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { usePageFocus } from '../frame/use-page-focus.ts'
import classes from './page.module.css'

type Props = {
  title: string
  lead?: ReactNode
  above?: ReactNode
  actions?: ReactNode
  children: ReactNode
  fill?: boolean
}

/** The frame of a page's content: what it is, one sentence about it, what can be done here. `fill` takes the whole window. */
export function Page({ title, lead, above, actions, children, fill }: Props) {
  const heading = usePageFocus<HTMLHeadingElement>()
  useEffect(() => {
    document.title = `${title} · Rollcall`
  }, [title])
  return (
    <div className={classes.page} data-fill={fill || undefined}>
      {above}
      <header className={classes.header}>
        <div className={classes.words}>
          <Title order={1} ref={heading} tabIndex={-1} className={classes.title}>
            {title}
          </Title>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

import { IconArrowLeft } from '@tabler/icons-react'
import { Link, type LinkProps, useCanGoBack, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from './back-link.module.css'

/** Back to the list as it was left, filter and place included; to its start when one came from elsewhere. */
export function BackLink({ to, children }: { to: LinkProps['to']; children: ReactNode }) {
  const canGoBack = useCanGoBack()
  const { history } = useRouter()
  return (
    <Link
      to={to}
      className={classes.back}
      onClick={(event) => {
        if (!canGoBack || event.metaKey || event.ctrlKey) return
        event.preventDefault()
        history.back()
      }}
    >
      <IconArrowLeft size={14} aria-hidden />
      {children}
    </Link>
  )
}

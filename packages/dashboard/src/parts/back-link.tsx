import { IconArrowLeft } from '@tabler/icons-react'
import { Link, type LinkProps, useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'
import { useCommands } from '../commands/use-commands.ts'
import classes from './back-link.module.css'

/** Back to the list as it was left, filter and place included; to its start when one came from elsewhere. */
export function BackLink({ to, children }: { to: LinkProps['to']; children: string }) {
  const canGoBack = useCanGoBack()
  const { history } = useRouter()
  const navigate = useNavigate()
  const back = () => (canGoBack ? history.back() : void navigate({ to }))
  useCommands([{ id: 'back', label: `Back to ${children}`, group: 'On this page', keys: 'u', run: back }])
  return (
    <Link
      to={to}
      className={classes.back}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return
        event.preventDefault()
        back()
      }}
    >
      <IconArrowLeft size={14} aria-hidden />
      {children}
    </Link>
  )
}

import { Link } from '@tanstack/react-router'
import { MailThumbnail } from '../../message/mail-thumbnail.tsx'
import { TextSize } from '../../message/text-size.tsx'
import { TextThumbnail } from '../../message/text-thumbnail.tsx'
import { useGlance } from '../../message/use-glance.ts'
import { Ago } from '../../parts/ago.tsx'
import { countText } from '../../parts/number-text.ts'
import type { Template } from './template.ts'
import { TemplateMenu } from './template-menu.tsx'
import classes from './templates.module.css'

const MOST_NAMED = 3

/** One of the project's templates: how it looks, when it changed, who began with it, what it takes from the contact. */
export function TemplateCard({ template }: { template: Template }) {
  const { id, kind, name, text, updatedAt, usedBy, variables } = template
  return (
    <li className={classes.card}>
      {kind === 'text' ? <TextThumbnail text={text ?? ''} /> : <MailThumbnail {...template} />}
      <div className={classes.words}>
        <Link to="/templates/$template" params={{ template: id }} className={classes.name}>
          {name}
        </Link>
        {kind === 'text' ? (
          <TextSize text={text ?? ''} isSms note={text?.includes('{{') ? ' as it is written' : ''} />
        ) : (
          <Subject {...template} />
        )}
        <p className={classes.facts}>
          Changed <Ago time={updatedAt} /> · {usedBy === 0 ? 'not used yet' : countText(usedBy, 'campaign')}
        </p>
        {variables.length > 0 && <p className={classes.facts}>Needs {shortOf(variables)}</p>}
      </div>
      <div className={classes.menu}>
        <TemplateMenu template={template} />
      </div>
    </li>
  )
}

function Subject({ subject, html }: Pick<Template, 'subject' | 'html'>) {
  const glance = useGlance({ subject, html })
  return <p className={classes.subject}>{subject ? (glance?.subject ?? subject) : 'No subject of its own'}</p>
}

function shortOf(variables: string[]): string {
  const names = variables.map((name) => name.replace(/^contact\.(fields\.)?/, ''))
  const more = names.length - MOST_NAMED
  return names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '')
}

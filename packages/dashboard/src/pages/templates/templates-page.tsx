import { Button, Group } from '@mantine/core'
import { IconMessage, IconPlus, IconTemplate } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { Answer } from '../../parts/answer.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Page } from '../../parts/page.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { useMay } from '../../use-may.ts'
import { StarterCard } from './starter-card.tsx'
import type { Template } from './template.ts'
import { TemplateCard } from './template-card.tsx'
import classes from './templates.module.css'
import { useStarters } from './use-starters.ts'

/** Messages to begin campaigns with: one's own, and those that come with Rollcall. */
export function TemplatesPage() {
  const query = usePages<Template>(['templates', 'list'], ({ query, options }) => client.templates.list(query, options))
  const mayWrite = useMay()('campaigns:write')
  const navigate = useNavigate()
  const create = () => void navigate({ to: '/templates/new' })
  useCommands([{ id: 'new', label: 'New template', keys: 'n', group: 'On this page', Icon: IconPlus, run: create }])
  return (
    <Page
      title="Templates"
      lead="Messages to begin campaigns with. A campaign takes a copy: what you change here later changes no campaign."
      actions={mayWrite && <NewTemplate />}
    >
      <PagedAnswer query={query} none={<NoTemplates />}>
        {(templates) => (
          <ul className={classes.grid} aria-label="Your templates">
            {templates.map((template) => (
              <TemplateCard key={template.id} template={template} />
            ))}
          </ul>
        )}
      </PagedAnswer>
      {mayWrite && <Starters />}
    </Page>
  )
}

function NewTemplate() {
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconMessage size={16} />}
        renderRoot={(props) => <Link to="/templates/new" search={{ kind: 'text' }} {...props} />}
      >
        New text
      </Button>
      <Button leftSection={<IconPlus size={16} />} renderRoot={(props) => <Link to="/templates/new" {...props} />}>
        New template
      </Button>
    </Group>
  )
}

function NoTemplates() {
  return (
    <EmptyState icon={<IconTemplate size={20} />} title="There are no templates yet" action={<NewTemplate />}>
      Keep the messages that you send again and again. Begin with a blank page, or with one of those below.
    </EmptyState>
  )
}

function Starters() {
  const query = useStarters()
  return (
    <section aria-labelledby="starters">
      <h2 id="starters" className={classes.heading}>
        Begin with one of these
      </h2>
      <p className={classes.lead}>Made for Outlook, Gmail and Apple Mail, light and dark.</p>
      <Answer query={query} waiting={<Waiting height={260} />}>
        {(starters) => (
          <ul className={classes.grid} aria-label="Starters">
            {starters.map((starter) => (
              <StarterCard key={starter.id} starter={starter} />
            ))}
          </ul>
        )}
      </Answer>
    </section>
  )
}

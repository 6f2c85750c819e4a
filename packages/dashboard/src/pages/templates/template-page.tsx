import { IconTemplate } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { client, queryClient } from '../../api.ts'
import { countText } from '../../parts/number-text.ts'
import { ThingPage } from '../../parts/thing-page.tsx'
import { agoText } from '../../parts/time-text.ts'
import { useChange } from '../../use-change.ts'
import { useLeaveGuard } from '../../use-leave-guard.ts'
import type { Template } from './template.ts'
import { toTemplateBody, toTemplateDraft } from './template-draft.ts'
import { TemplateEditor } from './template-editor.tsx'
import { TemplateMenu } from './template-menu.tsx'

const route = getRouteApi('/frame/templates/$template')

/** One of the project's templates, to be changed. */
export function TemplatePage() {
  const { template: id } = route.useParams()
  const query = useQuery({
    queryKey: ['templates', 'one', id],
    queryFn: ({ signal }) => client.templates.get(id, { signal }),
  })
  return (
    <ThingPage
      query={query}
      kind="Template"
      back={{ to: '/templates', label: 'Templates' }}
      missing={{ icon: <IconTemplate size={20} />, title: 'This template is not here' }}
    >
      {(template) => <OneTemplate key={id} template={template} />}
    </ThingPage>
  )
}

function OneTemplate({ template }: { template: Template }) {
  const { id, name, updatedAt, usedBy } = template
  const [saved, setSaved] = useState(() => toTemplateDraft(template))
  const [draft, setDraft] = useState(saved)
  const view = route.useSearch()
  const navigate = route.useNavigate()
  const save = useChange(() => client.templates.update(id, toTemplateBody(draft)), {
    changes: ['templates'],
    done: (kept) => {
      queryClient.setQueryData(['templates', 'one', id], kept)
      const next = toTemplateDraft(kept)
      setSaved(next)
      setDraft(next)
    },
    ownErrors: true,
  })
  useLeaveGuard(draft !== saved)
  const uses = usedBy === 0 ? 'No campaign began with it yet.' : `${countText(usedBy, 'campaign')} began with it.`
  return (
    <TemplateEditor
      title={name}
      lead={`Changed ${agoText(updatedAt, new Date())}. ${uses}`}
      draft={draft}
      set={(change) => setDraft({ ...draft, ...change })}
      isSaved={draft === saved}
      save={{ run: save.mutate, isBusy: save.isPending, error: save.error }}
      view={view}
      onView={(change) =>
        void navigate({
          search: (known) => ({ ...known, ...change }),
          ...{ replace: true, resetScroll: false, ignoreBlocker: true },
        })
      }
      actions={<TemplateMenu template={template} isPage />}
    />
  )
}

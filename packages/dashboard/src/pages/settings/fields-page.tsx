import { Button } from '@mantine/core'
import { IconForms, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { client } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { Answer } from '../../parts/answer.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { FieldPanel } from './field-panel.tsx'
import { FieldsTable } from './fields-table.tsx'
import { NewField } from './new-field.tsx'
import { SettingsPage } from './settings-page.tsx'
import { useMay } from '../../use-may.ts'

const route = getRouteApi('/frame/settings/fields')

export function FieldsPage() {
  const { field: open, new: isAdding = false } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay()('contacts:write')
  const query = useQuery({
    queryKey: ['fields', 'stats'],
    queryFn: ({ signal }) => client.fields.list({ stats: true }, { signal }),
  })
  const show = (field?: string) => void navigate({ search: { field }, replace: true })
  const add = () => void navigate({ search: { new: true } })
  useCommands([
    { id: 'new', label: 'New field', keys: 'n', group: 'On this page', Icon: IconPlus, run: add },
    {
      id: 'close',
      label: 'Close the field',
      keys: 'Escape',
      group: 'On this page',
      isByKeyOnly: true,
      run: () => show(),
    },
  ])
  const button = mayWrite && (
    <Button leftSection={<IconPlus size={16} />} onClick={add} disabled={isAdding}>
      New field
    </Button>
  )
  return (
    <SettingsPage
      section="/settings/fields"
      lead="What you know about people beyond name, address and country. Segments and messages can use each."
      actions={button}
    >
      {isAdding && <NewField close={() => show()} />}
      <Answer query={query} waiting={<Waiting rows={6} />}>
        {({ data }) => {
          const shown = data.find(({ key }) => key === open)
          if (data.length === 0 && !isAdding) return <NoFields action={button} />
          return (
            <>
              {shown && <FieldPanel key={shown.key} field={shown} mayWrite={mayWrite} close={() => show()} />}
              {data.length > 0 && <FieldsTable fields={data} open={show} />}
            </>
          )
        }}
      </Answer>
    </SettingsPage>
  )
}

function NoFields({ action }: { action: ReactNode }) {
  return (
    <EmptyState icon={<IconForms size={20} />} title="There are no custom fields yet" action={action}>
      Plan, favourite colour, contract end: a field keeps one fact about each person. An import makes them from its
      columns, too.
    </EmptyState>
  )
}

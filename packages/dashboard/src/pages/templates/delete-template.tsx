import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { countText } from '../../parts/number-text.ts'
import { UseList } from '../../parts/use-list.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useChange } from '../../use-change.ts'
import { ConfirmDialog } from '../campaign/confirm-dialog.tsx'
import type { Template } from './template.ts'

const SHOWN = 8

type Props = { template: Template; done: () => void; close: () => void }

/** Asks before a template is gone, with the campaigns that began with it. */
export function DeleteTemplate({ template: { id, name, usedBy }, done, close }: Props) {
  const remove = useChange(() => client.templates.delete(id), { changes: ['templates'], done })
  const query = useQuery({
    queryKey: ['templates', 'uses', id],
    queryFn: async ({ signal }) => (await client.templates.uses(id, { signal })).data,
    enabled: usedBy > 0,
  })
  return (
    <ConfirmDialog
      title={`Delete “${name}”?`}
      yes="Delete the template"
      busy={remove.isPending}
      run={() => remove.mutate()}
      close={close}
    >
      <Text size="sm" mb="sm">
        {usedBy === 0
          ? 'No campaign began with it. It would be gone for good.'
          : `${countText(usedBy, 'campaign')} began with it and ${usedBy === 1 ? 'keeps its' : 'keep their'} own copy. The template would be gone for good.`}
      </Text>
      {usedBy > 0 && (
        <Answer query={query} waiting={<Waiting height={80} />}>
          {(uses) => (
            <>
              <UseList uses={uses.slice(0, SHOWN)} />
              {usedBy > SHOWN && <Text size="sm">and {countText(usedBy - SHOWN, 'more', 'more')}</Text>}
            </>
          )}
        </Answer>
      )}
    </ConfirmDialog>
  )
}

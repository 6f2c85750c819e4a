import { IconTrash } from '@tabler/icons-react'
import { client } from '../../api.ts'
import { ChosenBar } from '../../parts/chosen-bar.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import { CONTACT_CHANGES } from '../contact/use-contact.ts'
import type { Suppression } from './reasons.ts'
import { toListFile } from './to-list-file.ts'

type Props = { chosen: Suppression[]; clear: () => void }

/** Takes the entries that are ticked off the list, with the way back. */
export function RemoveChosen({ chosen, clear }: Props) {
  const count = countText(chosen.length, 'address', 'addresses')
  const remove = useChange(() => client.suppressions.remove({ ids: chosen.map(({ id }) => id) }), {
    changes: [...CONTACT_CHANGES, 'audit'],
    done: clear,
    undo: ({ removed }) => ({
      words: `${countText(removed, 'entry is', 'entries are')} off the suppression list.`,
      run: () => client.suppressions.import({ file: toListFile(chosen), fileName: 'undo.csv', options: {} }),
    }),
  })
  if (chosen.length === 0) return null
  const harmed = chosen.filter(({ reason }) => reason === 'complaint' || reason === 'unsubscribe').length
  return (
    <ChosenBar things="addresses" count={count} clearWords="Select no address" clear={clear}>
      <InlineConfirm
        ask="Take off the list"
        icon={<IconTrash size={15} />}
        question={
          harmed > 0
            ? `${countText(harmed, 'of them', 'of them')} said no to your mail; they may get it again.`
            : 'They may get mail again.'
        }
        yes={`Take ${count} off`}
        no="Leave them"
        busy={remove.isPending}
        run={() => remove.mutate()}
      />
    </ChosenBar>
  )
}

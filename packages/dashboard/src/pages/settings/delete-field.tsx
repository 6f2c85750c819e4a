import type { Reply } from '@rollcall/sdk'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import type { Field } from './field-types.ts'
import classes from './settings.module.css'

type Props = { field: Field; uses: Reply<'fields.uses'>['data'] | undefined; done: () => void }

/** The end of a field and its values; not while something uses it. */
export function DeleteField({ field, uses = [], done }: Props) {
  const remove = useChange(() => client.fields.delete(field.key), {
    changes: ['fields', 'contacts', 'audit'],
    done,
    ownErrors: true,
  })
  if (uses.length > 0) return <p className={classes.quiet}>It cannot be deleted while something uses it.</p>
  const filled = field.stats?.filled ?? 0
  return (
    <div>
      <InlineConfirm
        ask="Delete the field"
        question={filled === 0 ? 'Nobody has a value.' : `${countText(filled, 'value')} would be gone for good.`}
        yes="Delete the field"
        busy={remove.isPending}
        run={() => remove.mutate()}
      />
      {remove.error && <ErrorState error={remove.error} />}
    </div>
  )
}

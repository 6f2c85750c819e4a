import { Notice } from '../../parts/notice.tsx'
import { IDENTIFIERS, targetText } from './targets.ts'
import type { PreviewColumn } from './use-preview.ts'

/** By what people are recognised, or that nothing does so yet. */
export function IdentifiersNote({ columns }: { columns: PreviewColumn[] }) {
  const found = columns.filter(({ target }) => target !== null && IDENTIFIERS.includes(target))
  if (found.length === 0) {
    return (
      <Notice tone="warn">
        One column has to say who each row is about: choose <strong>E-mail</strong>, <strong>Phone</strong> or{' '}
        <strong>External id</strong> for it below.
      </Notice>
    )
  }
  return (
    <Notice>
      People are recognised by{' '}
      {found.map(({ header, target }) => `${targetText(target ?? '')} (“${header}”)`).join(', ')}. A row needs at least
      one of these; who is here already is updated, everybody else is new.
    </Notice>
  )
}

import { Modal } from '@mantine/core'
import { countText } from '../../parts/number-text.ts'
import { DeleteTags } from './delete-tags.tsx'
import type { Doing } from './doing.ts'
import { MergeTags } from './merge-tags.tsx'
import { RenameTag } from './rename-tag.tsx'

type Props = {
  doing: Doing | undefined
  start: (doing: Doing) => void
  close: () => void
  /** Called with the ids that are gone, and with the tag that took their place. */
  gone?: (ids: string[], into?: string) => void
}

const VERBS = { rename: 'Rename', merge: 'Merge', delete: 'Delete' }

/** Renames, merges or deletes tags, after saying what follows from that. */
export function TagDialog({ doing, start, close, gone = () => {} }: Props) {
  const [first] = doing?.tags ?? []
  const subject = doing?.tags.length === 1 ? `“${first?.name}”` : countText(doing?.tags.length ?? 0, 'tag')
  return (
    <Modal
      opened={doing !== undefined}
      onClose={close}
      title={doing && `${VERBS[doing.what]} ${subject}`}
      size={520}
      transitionProps={{ duration: 80 }}
    >
      {doing?.what === 'rename' && first && (
        <RenameTag tag={first} close={close} merge={(into) => start({ what: 'merge', tags: [into, first] })} />
      )}
      {doing?.what === 'merge' && <MergeTags tags={doing.tags} close={close} gone={gone} />}
      {doing?.what === 'delete' && (
        <DeleteTags tags={doing.tags} close={close} gone={gone} merge={(tags) => start({ what: 'merge', tags })} />
      )}
    </Modal>
  )
}

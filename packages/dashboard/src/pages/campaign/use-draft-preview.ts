import { useMemo } from 'react'
import { useMessagePreview } from '../../message/use-message-preview.ts'
import { VERSIONS, type Version } from '../../parts/versions.ts'
import { type Draft, previewedAudience } from './draft.ts'
import { toVersion } from './versions.ts'

type Shown = { as?: string | undefined; version?: Version | undefined }

/** A draft as a person would get it in one of its versions, saved or not; one that is not there is version A. */
export function useDraftPreview(draft: Draft, { as, version = 'A' }: Shown) {
  const variants = useMemo(() => draft.variants.map(toVersion), [draft.variants])
  return useMessagePreview({
    ...draft,
    variants,
    version: VERSIONS.indexOf(version) <= variants.length ? version : undefined,
    audience: previewedAudience(draft),
    contact: as,
  })
}

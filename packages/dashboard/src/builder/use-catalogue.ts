import type { FieldDefinition } from '@rollcall/filters'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useProject } from '../session.ts'
import type { Catalogue } from './catalogue.ts'
import { fieldsQuery } from './fields-query.ts'
import { languageQuery } from './language-query.ts'
import { useNamedThings } from './use-named-things.ts'

/** The custom fields of the project. */
export function useFields(needed = true) {
  const query = useQuery({ ...fieldsQuery, enabled: needed })
  const fields = useMemo(() => query.data?.data.map(toDefinition), [query.data])
  return { ...query, fields }
}

/** What the builder offers in this project: awaited, there, or failed. It arrives when it is first needed. */
export function useCatalogue(needed = true): { catalogue: Catalogue | undefined; error: unknown; retry: () => void } {
  const { fields, error, refetch } = useFields(needed)
  const { data: language } = useQuery({ ...languageQuery, enabled: needed })
  const timezone = useProject()?.timezone
  const named = useNamedThings(needed)
  const catalogue = useMemo(
    () => (language && fields && timezone ? language.catalogueOf({ fields, timezone, named }) : undefined),
    [language, fields, timezone, named],
  )
  return { catalogue, error: catalogue ? null : error, retry: () => void refetch() }
}

type GivenField = { key: string; name: string; type: FieldDefinition['type']; options: string[] | null }

function toDefinition({ key, name, type, options }: GivenField): FieldDefinition {
  return options ? { key, name, type, options } : { key, name, type }
}

import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { goToPart } from '../../message/go-to-part.ts'
import type { Draft } from './draft.ts'
import { placeOf } from './place-of.ts'
import type { Finding } from './use-checks.ts'

/** The way to where something that was found can be mended. */
export function MendLink({ finding, draft }: { finding: Finding; draft: Draft }) {
  const place = placeOf(finding, draft)
  if (place === undefined) return null
  if (place === 'project') {
    return (
      <Button variant="subtle" size="compact-xs" renderRoot={(props) => <Link to="/settings/sending" {...props} />}>
        To the settings
      </Button>
    )
  }
  const go = place === 'audience' ? goToAudience : () => goToPart(place.part, place.line)
  return (
    <Button variant="subtle" size="compact-xs" onClick={go}>
      {place === 'audience' ? 'Show me' : place.line === null ? 'Show me' : `Line ${place.line}`}
    </Button>
  )
}

function goToAudience() {
  const card = document.querySelector('section[aria-label="Who gets it"]')
  card?.scrollIntoView({ block: 'center' })
  const input = card?.querySelector('input')
  if (input instanceof HTMLInputElement) input.focus({ preventScroll: true })
}

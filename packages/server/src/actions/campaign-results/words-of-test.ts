import { VERSIONS } from '@rollcall/contract'
import { ENOUGH_PEOPLE, judgeTest, type Score } from '../../jobs/sending/judge-test.ts'
import { measureOf, type Trial } from '../../jobs/sending/test-scores.ts'
import type { TestOutcome } from '../../store/campaigns.ts'

/** How a test stands, in one or two sentences. */
export function standingWords(scores: Score[], trial: Trial): string {
  const { leader, isClear, reason } = judgeTest(scores)
  const did = measureOf(trial)
  if (scores.every((score) => score.did === 0)) return `Nobody has ${did} yet.`
  if (leader === null) return `No version leads: ${ratesOf(scores, did)}.`
  const lead = `Version ${VERSIONS[leader]} leads: ${ratesOf(scores, did)}.`
  if (reason === 'too_little') return `${lead} Fewer than ${ENOUGH_PEOPLE} people in all: that says nothing yet.`
  return isClear ? lead : `${lead} That may still be chance.`
}

/** Why a version won. */
export function outcomeWords({ version, reason, scores }: TestOutcome, trial: Trial): string {
  const letter = VERSIONS[version]
  const did = measureOf(trial)
  switch (reason) {
    case 'hand':
      return `Version ${letter} was chosen by hand: ${ratesOf(scores, did)}.`
    case 'too_little':
      return `Fewer than ${ENOUGH_PEOPLE} people ${did}, which says nothing: version ${letter} goes out, which was written first.`
    case 'tie':
      return `The best versions were equal (${ratesOf(scores, did)}): version ${letter} goes out, which comes first.`
    case 'best_rate': {
      const chance = judgeTest(scores).isClear ? '' : ' The lead is small enough to be chance.'
      return `Version ${letter} won: ${ratesOf(scores, did)}.${chance}`
    }
  }
}

function ratesOf(scores: Score[], did: string): string {
  const rates = scores.map(({ did, sent }, place) => `${VERSIONS[place]} ${sent === 0 ? '–' : percent(did / sent)}`)
  return `${rates.join(', ')} ${did}`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

import type { PageTexts } from '../public-pages/page-texts.ts'
import { PAGE_LANGUAGES, writeDay } from '../public-pages/texts-of.ts'
import type { Change } from './step.ts'

/** What was changed, a sentence each. */
export function sayChanges(changes: Change[], texts: PageTexts, timezone: string): string[] {
  if (changes.length === 0) return [texts.said.nothing]
  return changes.map((change) => say(change, texts, timezone))
}

function say({ done, name }: Change, texts: PageTexts, timezone: string): string {
  const { said } = texts
  switch (done.set) {
    case 'topic':
      return done.to ? said.topicOn(name ?? '') : said.topicOff(name ?? '')
    case 'status':
      return done.to === 'subscribed' ? said.joined : said.left
    case 'pause':
      return done.to === null ? said.resumed : said.paused(writeDay(new Date(done.to), texts, timezone))
    case 'tracking':
      return done.to ? said.tracked : said.untracked
    case 'firstName':
      return said.firstName(done.to)
    case 'language':
      return said.language(PAGE_LANGUAGES.find(({ lang }) => lang === done.to)?.ownName ?? done.to)
    case 'email':
      return said.email(done.to)
  }
}

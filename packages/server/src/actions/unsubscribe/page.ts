import { toId } from '@rollcall/contract'
import { brandOf } from '../../composing/brand.ts'
import type { Config } from '../../config.ts'
import type { MessageClaim } from '../../email/message-claim.ts'
import { toPreferencesToken } from '../../email/preferences-token.ts'
import { type Html, html } from '../../html.ts'
import type { UnsubscribeState } from '../../store/unsubscribe.ts'
import { notePage, troublePage } from '../public-pages/note-page.ts'
import type { PageTexts } from '../public-pages/page-texts.ts'
import { paragraph, toPage } from '../public-pages/shell.ts'
import { textsOf } from '../public-pages/texts-of.ts'

type Place = Pick<Config, 'secretKey'>

/** Asks; the button is what unsubscribes. */
export function askPage(state: UnsubscribeState, claim: MessageClaim, place: Place): string {
  const { senderName, email, status } = state
  const texts = textsOf(state.language).unsubscribe
  if (email === null) return donePage(state, claim, place)
  if (status === 'unsubscribed') {
    return write(state, texts.doneTitle, paragraph(texts.alreadyText(email, senderName)))
  }
  const body = html`${paragraph(texts.askText(email, senderName))}
<form method="post"><button>${texts.button}</button></form>
${state.topic !== null && leaveTopic(state.topic, texts, { claim, place })}
${choose(texts.less, claim, place)}`
  return write(state, texts.askTitle, body)
}

/** Confirms what happened. */
export function donePage(state: UnsubscribeState, claim: MessageClaim, place: Place): string {
  const { senderName, email } = state
  const texts = textsOf(state.language)
  if (email === null) return write(state, texts.trouble.goneTitle, paragraph(texts.trouble.goneText(senderName)))
  const { doneTitle, doneText, less } = texts.unsubscribe
  const body = html`${paragraph(doneText(email, senderName))}\n${choose(less, claim, place)}`
  return write(state, doneTitle, body)
}

/** For the link of a test message, which is nobody's. */
export function testLinkPage(): string {
  const title = 'This is a test message'
  const text = 'Its link unsubscribes nobody. In the message that is sent, this page asks whether to unsubscribe.'
  return notePage({ title, text })
}

/** For a link that we did not make. */
export function unknownLinkPage(): string {
  return troublePage('broken')
}

function write(state: UnsubscribeState, title: string, body: Html): string {
  return toPage({ lang: textsOf(state.language).lang, title, brand: brandOf(state, state.senderName), body })
}

/** The same as to untick the topic on their page of preferences, which says what changed and takes it back. */
function leaveTopic(
  { id, name }: NonNullable<UnsubscribeState['topic']>,
  { topicButton }: PageTexts['unsubscribe'],
  { claim, place }: { claim: MessageClaim; place: Place },
): Html {
  return html`<form method="post" action="${preferencesPath(claim, place)}">
<input type="hidden" name="shown" value="${toId('topic', id)}">
<button class="quiet" name="do" value="save">${topicButton(name)}</button>
</form>`
}

function choose(label: string, claim: MessageClaim, place: Place): Html {
  return html`<p style="margin-top: 1.5rem"><a href="${preferencesPath(claim, place)}">${label}</a></p>`
}

function preferencesPath(claim: MessageClaim, { secretKey }: Place): string {
  return `/preferences/${toPreferencesToken(secretKey, claim)}`
}

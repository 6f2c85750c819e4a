import { brandOf } from '../../composing/brand.ts'
import { type Html, html } from '../../html.ts'
import type { PreferencePerson, Preferences, TopicChoice } from '../../store/preferences.ts'
import type { PageTexts } from '../public-pages/page-texts.ts'
import { paragraph, paragraphs, toPage } from '../public-pages/shell.ts'
import { PAGE_LANGUAGES, writeDay } from '../public-pages/texts-of.ts'
import { spoken } from './parse-choices.ts'

/** What just happened, told above everything else. */
export type Told = { sentences: string[]; undoToken?: string | undefined; isTrouble?: boolean }

export type PreferencesView = {
  preferences: Preferences & { person: PreferencePerson }
  topics: TopicChoice[]
  texts: PageTexts
  /** Whether a link can be sent to another address. */
  canChangeAddress: boolean
  told?: Told | undefined
}

/** Everything that somebody may choose, in their language. */
export function preferencesPage(view: PreferencesView): string {
  const { preferences, texts } = view
  const { person, senderName } = preferences
  const isOut = person.status !== 'subscribed' || person.optedOut
  const part = person.isBlocked || person.hasBounced ? blocked : isOut ? outside : inside
  const { title, body } = part(view)
  return toPage({
    lang: texts.lang,
    title,
    brand: brandOf(preferences.project, senderName),
    body: html`${view.told !== undefined && tell(view.told, texts)}${body}`,
  })
}

type Part = { title: string; body: Html }

function tell({ sentences, undoToken, isTrouble }: Told, texts: PageTexts): Html {
  return html`<div class="${isTrouble ? 'wrong' : 'told'}" role="${isTrouble ? 'alert' : 'status'}">
${sentences.map(paragraph)}${undoToken !== undefined && button('undo', texts.preferences.undo, { token: undoToken })}
</div>
`
}

function blocked(view: PreferencesView): Part {
  const { preferences, texts } = view
  const { person, senderName } = preferences
  const text = texts.preferences.blockedText(person.email ?? '', senderName)
  const address = !person.isBlocked && addressPart(view)
  const body = html`${paragraph(text)}${address}${trackingPart(view)}`
  return { title: texts.preferences.blockedTitle, body }
}

function outside(view: PreferencesView): Part {
  const { preferences, texts } = view
  const { person, senderName } = preferences
  const { leftTitle, title, leftText, newText, subscribe } = texts.preferences
  const hasLeft = person.status === 'unsubscribed' || person.optedOut
  const text = (hasLeft ? leftText : newText)(person.email ?? '', senderName)
  const body = html`${paragraph(text)}${button('join', subscribe)}${trackingPart(view)}`
  return { title: hasLeft ? leftTitle : title, body }
}

function inside(view: PreferencesView): Part {
  const { preferences, texts } = view
  const { title, intro, leaveTitle, leaveText, leave } = texts.preferences
  const { person, senderName, project } = preferences
  const own = project.page_texts[texts.lang] ?? {}
  const body = html`${paragraphs(own.text ?? '')}${paragraph(intro(person.email ?? '', senderName))}
${choices(view)}
${pausePart(view)}
${addressPart(view)}
${trackingPart(view)}
<section>
<h2>${leaveTitle}</h2>
${paragraph(leaveText(senderName))}
${quietButton('leave', leave)}
</section>`
  return { title: own.title || title, body }
}

function choices({ preferences, topics, texts }: PreferencesView): Html {
  const { person, senderName } = preferences
  const { topics: legend, noTopics, firstName, language, noLanguage, save } = texts.preferences
  const list = topics.length > 0 && html`<fieldset>\n<legend>${legend}</legend>\n${topics.map(topicBox)}</fieldset>\n`
  const mine = spoken(person.language)
  const options = PAGE_LANGUAGES.map(
    ({ lang, ownName }) =>
      html`<option value="${lang}" lang="${lang}"${lang === mine && html` selected`}>${ownName}</option>`,
  )
  return html`<form method="post">
<input type="hidden" name="do" value="save">
${list || paragraph(noTopics(senderName))}<label class="field"><span>${firstName}</span>
<input name="firstName" value="${person.firstName ?? ''}" maxlength="100" autocomplete="given-name"></label>
<label class="field"><span>${language}</span>
<select name="language"><option value="">${noLanguage}</option>${options}</select></label>
<button>${save}</button>
</form>`
}

function topicBox({ id, name, description, subscribed }: TopicChoice): Html {
  return html`<input type="hidden" name="shown" value="${id}">
<label class="choice"><input type="checkbox" name="topic" value="${id}"${subscribed && html` checked`}>
<span>${name}${description !== null && html`<small>${description}</small>`}</span></label>
`
}

function pausePart({ preferences, texts }: PreferencesView): Html {
  const { pausedUntil } = preferences.person
  const { pause_days: days, timezone } = preferences.project
  if (!pausedUntil && days === null) return html``
  const { pauseTitle, pauseText, pause, pausedText, resume } = texts.preferences
  const inner = pausedUntil
    ? [paragraph(pausedText(writeDay(pausedUntil, texts, timezone))), quietButton('resume', resume)]
    : [paragraph(pauseText(days ?? 0)), quietButton('pause', pause(days ?? 0))]
  return html`<section>\n<h2>${pauseTitle}</h2>\n${inner}</section>`
}

function addressPart({ canChangeAddress, texts }: PreferencesView): Html {
  if (!canChangeAddress) return html``
  const { addressTitle, addressText, newAddress, changeAddress } = texts.preferences
  return html`<section>
<h2>${addressTitle}</h2>
${paragraph(addressText)}
<form method="post">
<input type="hidden" name="do" value="address">
<label class="field"><span>${newAddress}</span>
<input type="email" name="email" required maxlength="254" autocomplete="email"></label>
<button class="quiet">${changeAddress}</button>
</form>
</section>`
}

// Transactional mail may be tracked as well, so whoever has left may still say no.
function trackingPart({ preferences, texts }: PreferencesView): Html {
  const { person, project, senderName } = preferences
  if (person.isTracked && !project.track_opens && !project.track_clicks) return html``
  const { trackingTitle, trackingText, untrack, untrackedText, track } = texts.preferences
  const inner = person.isTracked
    ? [paragraph(trackingText(senderName)), quietButton('untrack', untrack)]
    : [paragraph(untrackedText(senderName)), quietButton('track', track)]
  return html`<section>\n<h2>${trackingTitle}</h2>\n${inner}</section>`
}

function button(what: string, label: string, values: Record<string, string> = {}): Html {
  const hidden = Object.entries(values).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return html`<form method="post"><input type="hidden" name="do" value="${what}">${hidden}<button>${label}</button></form>\n`
}

function quietButton(what: string, label: string): Html {
  return html`<form method="post"><button class="quiet" name="do" value="${what}">${label}</button></form>\n`
}

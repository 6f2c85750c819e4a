import type { campaignsShared, RouteReply } from '@rollcall/contract'
import { type Html, html, raw } from '../../html.ts'
import { toDocument } from '../public-pages/document.ts'
import type { CampaignResults } from './campaign-results.ts'
import { STYLE } from './shared-page-style.ts'

/** What a shared link shows: figures, nobody's address. */
export type Shared = RouteReply<typeof campaignsShared>

// Whoever watches a sending sees it move.
const RELOAD = raw('<meta http-equiv="refresh" content="30">\n')

/** Results for whoever holds the link: a page that needs no script, with nobody's name or address on it. */
export function sharedPage({ name, subject, channel, project, launchedAt, finishedAt, results }: Shared): string {
  const head = launchedAt !== null && finishedAt === null && RELOAD
  return page(
    { title: `${name} · ${project}`, head },
    html`<p class="from">${project}</p>
<h1>${name}</h1>
<p class="subject">“${subject}”</p>
<p class="when">${whenText(launchedAt, finishedAt)}</p>
${launchedAt === null ? html`<p>There is nothing to show before it is sent.</p>` : sections(results, channel === 'email')}`,
  )
}

/** For a link that never was, was revoked, or has ended. */
export function notSharedPage(): string {
  return page(
    { title: 'These results are not shown here', head: false },
    html`<h1>These results are not shown here</h1>
<p>The link may have been cut off, or whoever made it has ended it. Please ask them for a new one.</p>`,
  )
}

function page({ title, head }: { title: string; head: Html | false }, content: Html): string {
  return toDocument({
    lang: 'en',
    title,
    style: STYLE,
    head,
    body: html`<main>
${content}
</main>
<footer>Shown with Rollcall. Figures only: no names and no addresses.</footer>`,
  })
}

function whenText(launchedAt: string | null, finishedAt: string | null): string {
  if (launchedAt === null) return 'Not sent yet'
  return finishedAt === null
    ? `Being sent since ${timeText(launchedAt)}; this page renews itself`
    : `Sent ${timeText(launchedAt)}`
}

function sections(results: CampaignResults, isMail: boolean): Html {
  const { members, skipped, sent, delivered, rates } = results
  return html`<section aria-labelledby="course"><h2 id="course">${isMail ? 'From the audience to a click' : 'From the audience to the phone'}</h2>
<table>
<thead><tr><th scope="col">Step</th><th scope="col">People</th><th scope="col">Share</th></tr></thead>
<tbody>
${step('In the audience', members, { of: members })}
${step('Could be reached', members - skipped, { of: members })}
${step('Sent', sent, { of: members })}
${step('Delivered', delivered, { of: members, share: rates.delivered, means: 'of those handed over' })}
${isMail && actedSteps(results)}
</tbody>
</table></section>
<section aria-labelledby="rates"><h2 id="rates">What else happened</h2>
<dl>
${isMail && actedFacts(results)}
${fact('Bounced', `${numberText(results.bounced)}${shareIn(rates.bounced)}`)}
${results.undelivered > 0 && fact('Not delivered', numberText(results.undelivered))}
${fact('Unsubscribed', `${numberText(results.unsubscribed)}${shareIn(rates.unsubscribed)}`)}
${isMail && fact('Complained', `${numberText(results.complained)}${shareIn(rates.complained)}`)}
${!isMail && fact('Replied', numberText(results.replied))}
</dl>
${isMail && machinesNote(results)}</section>
${reasons('Why people were skipped', results.skippedReasons)}
${reasons('Why messages failed', results.failedReasons)}`
}

// Nobody sees who reads a text: these are of mail.
function actedSteps({ members, opened, clicked, rates }: CampaignResults): Html {
  return html`${step('Opened', opened.people, { of: members, share: rates.opened, means: 'of those delivered' })}
${step('Clicked', clicked.people, { of: members, share: rates.clicked, means: 'of those delivered' })}`
}

function actedFacts({ opened, clicked }: CampaignResults): Html {
  return html`${fact('Opens, all of them', numberText(opened.total))}
${fact('Clicks, all of them', numberText(clicked.total))}`
}

function machinesNote({ opened, clicked }: CampaignResults): Html {
  return html`<p class="note">Opens and clicks are those of people. Programs that load pictures or follow links by themselves made
${numberText(opened.machine.total)} opens and ${numberText(clicked.machine.total)} clicks more, which are not among them.</p>`
}

type Share = { of: number; share?: number | null; means?: string }

function step(label: string, count: number, { of, share, means }: Share): Html {
  const width = Math.round(1_000 * (of === 0 ? 0 : Math.min(1, count / of))) / 10
  return html`<tr><th scope="row">${label}<span class="bar"><span style="width:${String(width)}%"></span></span></th>
<td>${numberText(count)}</td><td>${share !== undefined && share !== null && html`${percentText(share)}<small>${means}</small>`}</td></tr>`
}

function fact(label: string, value: string): Html {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`
}

function reasons(title: string, found: CampaignResults['skippedReasons']): Html {
  if (found.length === 0) return html``
  return html`<section><h2>${title}</h2>
<ul>${found.map(({ detail, count }) => html`<li><strong>${numberText(count)}</strong> ${detail}</li>`)}</ul></section>`
}

function shareIn(share: number | null): string {
  return share === null ? '' : ` (${percentText(share)})`
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const percent = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })

function numberText(value: number): string {
  return whole.format(value)
}

function percentText(share: number): string {
  return share > 0 && share < 0.001 ? '< 0.1 %' : `${percent.format(100 * share)} %`
}

function timeText(time: string): string {
  return `${moment.format(new Date(time))} UTC`
}

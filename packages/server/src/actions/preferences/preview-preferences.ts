import { preferencesPreview, type RouteInput } from '@rollcall/contract'
import { action } from '../../action.ts'
import { listTopicChoices, type PreferencePerson } from '../../store/preferences.ts'
import { getProject, type ProjectRow } from '../../store/projects.ts'
import { textsOf } from '../public-pages/texts-of.ts'
import { preferencesPage } from './preferences-page.ts'

type Body = RouteInput<typeof preferencesPreview>['body']

// Rows are counted from 0.
const NOBODY = -1
const DAY_MS = 24 * 3_600_000
const USUAL_PAUSE_DAYS = 30

/** The page of somebody who is not there, written by what writes the real ones. */
export const previewPreferencesAction = action(preferencesPreview, async ({ product, caller }, { body }) => {
  const { database, now } = product
  const saved = await getProject(database, caller.projectId)
  const project = withChanges(saved, body)
  const topics = await listTopicChoices(database, caller.projectId, NOBODY)
  const senderName = project.from_name ?? project.name
  const person = toPerson(project, body, now())
  const html = preferencesPage({
    preferences: { project, senderName, fromEmail: project.from_email, person },
    topics,
    texts: textsOf(body.language),
    canChangeAddress: project.from_email !== null,
  })
  return { html }
})

function withChanges(saved: ProjectRow, { postalAddress, branding, preferenceCentre }: Body): ProjectRow {
  const { logoUrl = saved.logo_url, color = saved.brand_color } = branding ?? {}
  const { pauseDays = saved.pause_days, texts } = preferenceCentre ?? {}
  return {
    ...saved,
    logo_url: logoUrl,
    brand_color: color,
    pause_days: pauseDays,
    page_texts: { ...saved.page_texts, ...texts },
    ...(postalAddress !== undefined && { postal_address: postalAddress || null }),
  }
}

function toPerson({ pause_days }: ProjectRow, { language, shows }: Body, now: Date): PreferencePerson {
  const pausedUntil = new Date(now.getTime() + (pause_days ?? USUAL_PAUSE_DAYS) * DAY_MS)
  return {
    rowNo: NOBODY,
    email: 'ada@example.org',
    firstName: 'Ada',
    language,
    status: shows === 'left' ? 'unsubscribed' : 'subscribed',
    pausedUntil: shows === 'paused' ? pausedUntil : null,
    ...{ isTracked: true, optedOut: false, isBlocked: false, hasBounced: false },
  }
}

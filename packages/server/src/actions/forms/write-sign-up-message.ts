import { brandOf } from '../../composing/brand.ts'
import { writeNotice } from '../../composing/write-notice.ts'
import type { FormContent } from '../../store/forms.ts'
import type { NoticeContent } from '../../store/notices.ts'
import type { ProjectRow } from '../../store/projects.ts'
import { textsOf, writeDay } from '../public-pages/texts-of.ts'

type Sending = { form: Pick<FormContent, 'language'>; project: ProjectRow }

/** The message that asks somebody whether they subscribed. */
export function writeSignUpMessage(
  { form, project }: Sending,
  { to, url, expiresAt }: { to: string; url: string; expiresAt: Date },
): NoticeContent {
  const texts = textsOf(form.language)
  const { mail } = texts
  const sender = project.from_name ?? project.name
  return writeNotice(
    {
      lang: texts.lang,
      brand: brandOf(project, sender),
      subject: mail.signUpSubject(sender),
      // No name: whoever typed the address may have typed anything, and this is no place for it.
      greeting: mail.hello(null),
      before: [mail.signUpText(to, sender)],
      button: { label: mail.signUpButton, url },
      after: [mail.validUntil(writeDay(expiresAt, texts, project.timezone)), mail.notYou],
    },
    { from: project.from_email ?? '', to },
  )
}

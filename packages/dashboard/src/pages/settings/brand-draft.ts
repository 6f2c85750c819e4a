import type { Body } from '@rollcall/sdk'
import type { Project } from '../../api.ts'
import { PAGE_LANGUAGES, type PageLanguage } from '../../message/page-languages.ts'

type Words = { title: string; text: string }

/** What a project's pages for people say and show, as it is edited: blank instead of absent. */
export type BrandDraft = {
  logoUrl: string
  color: string
  postalAddress: string
  pauseDays: number | null
  texts: Record<PageLanguage, Words>
}

export function toBrandDraft({ branding, postalAddress, preferenceCentre }: Project): BrandDraft {
  const wordsIn = (language: PageLanguage): Words => {
    const { title, text } = preferenceCentre.texts[language] ?? {}
    return { title: title ?? '', text: text ?? '' }
  }
  const texts = Object.fromEntries(PAGE_LANGUAGES.map((language) => [language, wordsIn(language)]))
  return {
    logoUrl: branding.logoUrl ?? '',
    color: branding.color ?? '',
    postalAddress: postalAddress ?? '',
    pauseDays: preferenceCentre.pauseDays,
    // why: one entry for each of the languages
    texts: texts as BrandDraft['texts'],
  }
}

/** The draft as the API takes it. */
export function toBrandBody({ logoUrl, color, postalAddress, pauseDays, texts }: BrandDraft) {
  const tidy = (text: string) => text.trim() || null
  return {
    postalAddress: tidy(postalAddress),
    branding: { logoUrl: tidy(logoUrl), color: tidy(color) },
    preferenceCentre: {
      pauseDays,
      texts: Object.fromEntries(
        Object.entries(texts).map(([language, { title, text }]) => [
          language,
          { title: tidy(title), text: tidy(text) },
        ]),
      ),
    },
  } satisfies Body<'project.update'>
}

/** What can be previewed of a draft while it is written: what is half written is left out. */
export function toPreviewBody(draft: BrandDraft) {
  const body = toBrandBody(draft)
  const { logoUrl, color } = body.branding
  return {
    ...body,
    branding: {
      logoUrl: logoUrl !== null && /^https:\/\/[^\s/]+\.\S+$/.test(logoUrl) ? logoUrl : null,
      color: color !== null && /^#[0-9a-f]{6}$/i.test(color) ? color : null,
    },
  }
}

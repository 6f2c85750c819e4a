import { ColorInput, Select, TextInput } from '@mantine/core'
import { client, type Project } from '../../api.ts'
import { languageChoices, type PageLanguage } from '../../message/page-languages.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { LongText } from '../../parts/long-text.tsx'
import { Panel } from '../../parts/panel.tsx'
import { WebAddressInput } from '../../parts/web-address-input.tsx'
import { useChange } from '../../use-change.ts'
import { type BrandDraft, toBrandBody, toBrandDraft } from './brand-draft.ts'
import classes from './settings.module.css'
import { useMay } from '../../use-may.ts'

// What people ask for: a holiday, a month, a season.
const PAUSES = [7, 14, 30, 60, 90, 180]

type Props = {
  project: Project
  draft: BrandDraft
  setDraft: (draft: BrandDraft) => void
  /** Whose words are edited. */
  language: PageLanguage
  onLanguage: (language: PageLanguage) => void
}

/** Logo, colour, address, words and the length of a pause; saving offers the way back. */
export function BrandForm({ project, draft, setDraft, language, onLanguage }: Props) {
  const saved = toBrandDraft(project)
  const save = useChange(() => client.project.update(toBrandBody(draft)), {
    changes: ['project', 'audit'],
    done: (kept) => setDraft(toBrandDraft(kept)),
    undo: () => ({
      words: 'Saved.',
      run: () => client.project.update(toBrandBody(saved)).then((before) => setDraft(toBrandDraft(before))),
    }),
    ownErrors: true,
  })
  const isSame = JSON.stringify(toBrandBody(draft)) === JSON.stringify(toBrandBody(saved))
  return (
    <Panel title="Branding and words">
      <fieldset disabled={!useMay()('project:write')} className={classes.fieldset}>
        <EntryForm label="Preference centre" save={save} words="Save" isDisabled={isSame}>
          <Branding draft={draft} setDraft={setDraft} />
          <Words draft={draft} setDraft={setDraft} language={language} onLanguage={onLanguage} />
        </EntryForm>
      </fieldset>
    </Panel>
  )
}

type DraftProps = Pick<Props, 'draft' | 'setDraft'>

function Branding({ draft, setDraft }: DraftProps) {
  const days = [...new Set([...PAUSES, ...(draft.pauseDays === null ? [] : [draft.pauseDays])])].toSorted(
    (a, b) => a - b,
  )
  return (
    <>
      <WebAddressInput
        label="Address of the logo"
        description="Begins with https://. Without one your name stands there."
        className={classes.wide}
        value={draft.logoUrl}
        onText={(logoUrl) => setDraft({ ...draft, logoUrl })}
      />
      <ColorInput
        label="Colour of buttons"
        placeholder="Ours"
        format="hex"
        withEyeDropper={false}
        value={draft.color}
        onChange={(color) => setDraft({ ...draft, color })}
      />
      <Select
        label="Length of a pause"
        allowDeselect={false}
        data={[...days.map((count) => ({ value: String(count), label: `${count} days` })), NO_PAUSE]}
        value={String(draft.pauseDays ?? NO_PAUSE.value)}
        onChange={(value) => setDraft({ ...draft, pauseDays: Number(value) || null })}
      />
      <LongText
        label="Your postal address"
        description="At the foot of the pages, and of every marketing message."
        rows={[2, 5]}
        maxLength={500}
        className={classes.wide}
        value={draft.postalAddress}
        onText={(postalAddress) => setDraft({ ...draft, postalAddress })}
      />
    </>
  )
}

const NO_PAUSE = { value: 'none', label: 'None is offered' }

function Words({ draft, setDraft, language, onLanguage }: Omit<Props, 'project'>) {
  const words = draft.texts[language]
  const set = (change: Partial<typeof words>) =>
    setDraft({ ...draft, texts: { ...draft.texts, [language]: { ...words, ...change } } })
  return (
    <>
      <Select
        label="Your words in"
        description="People see their own language; where you write nothing, ours stands."
        allowDeselect={false}
        className={classes.wide}
        data={languageChoices()}
        value={language}
        onChange={(value) => value && onLanguage(value)}
      />
      <TextInput
        label="Heading"
        placeholder="Ours"
        maxLength={200}
        className={classes.wide}
        value={words.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <LongText
        label="Text"
        description="At the top, before what they can choose. Empty lines part paragraphs."
        placeholder="None"
        rows={[2, 8]}
        maxLength={2_000}
        className={classes.wide}
        value={words.text}
        onText={(text) => set({ text })}
      />
    </>
  )
}

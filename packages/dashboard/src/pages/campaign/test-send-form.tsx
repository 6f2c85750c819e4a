import { Button, Group, Modal, TagsInput, Text } from '@mantine/core'
import { RollcallError } from '@rollcall/sdk'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, queryClient } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { PersonPicker } from '../../parts/person-picker.tsx'
import { VersionSwitch } from '../../parts/version-switch.tsx'
import type { Version } from '../../parts/versions.ts'
import { sessionQuery, useProject } from '../../session.ts'
import { type Draft, lacksOf, unsavedOf } from './draft.ts'
import { TestLists } from './test-lists.tsx'
import classes from './test-send.module.css'
import { TestSent } from './test-sent.tsx'

type Props = {
  id: string
  /** What is sent: as it stands there, saved or not. */
  draft: Draft
  /** The version that the preview shows. */
  version: Version | undefined
  /** Whom the preview shows. */
  person: string | undefined
  close: () => void
}

const MOST = 10

/** What is asked for, and what is told of it, by what carries the test. */
type Words = { whom: string; example?: string; between: string[]; note: string }

const OF_MAIL: Words = {
  whom: 'You, others of your team, or any address.',
  example: 'name@example.org',
  between: [',', ';', ' '],
  note: 'Its subject begins with [Test]. Nothing of it is counted or tracked, and its unsubscribe link unsubscribes nobody.',
}
const OF_TEXTS: Words = {
  whom: 'Addresses on this channel.',
  between: [',', ';'],
  note: 'It begins with [Test] and is counted nowhere. It goes to nobody who said no to this channel.',
}
const OF_NUMBERS: Words = {
  ...OF_TEXTS,
  whom: 'Numbers with their country.',
  example: '+15005550006',
  note: 'It begins with [Test], which is seven characters more, and is counted nowhere. It goes to no number that answered STOP.',
}

/** Whom a test goes to, for whom it is written, and what became of it. */
export function TestSendForm({ id, draft, version: shown, person, close }: Props) {
  const own = useQuery(sessionQuery).data?.user?.email
  const project = useProject()
  const isMail = draft.channel === 'email'
  const asked = isMail ? OF_MAIL : draft.channel === 'sms' || draft.channel === 'whatsapp' ? OF_NUMBERS : OF_TEXTS
  const [to, setTo] = useState<string[]>(isMail && own ? [own] : [])
  const [contact, setContact] = useState(person)
  const [version, setVersion] = useState(shown)
  const { content, sender } = lacksOf(draft)
  const lacks = [...content, ...sender]
  const team = useQuery({
    queryKey: ['people', 'test'],
    queryFn: async ({ signal }) => (await client.people.list({ signal })).data.map(({ email }) => email),
    retry: false,
    enabled: isMail,
  })
  const send = useMutation({
    mutationFn: () => client.campaigns.test(id, { to, contact, version, unsaved: unsavedOf(draft) }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['catcher'] }),
  })
  const problems = problemsOf(send.error)
  return (
    <Modal opened onClose={close} title="Send a test" centered transitionProps={{ duration: 120 }}>
      <div className={classes.fields}>
        <TagsInput
          label="To"
          description={`${asked.whom} Enter after each; at most ten.`}
          data-autofocus
          placeholder={to.length === 0 ? asked.example : undefined}
          maxTags={MOST}
          splitChars={asked.between}
          acceptValueOnBlur
          data={isMail ? (team.data ?? []) : []}
          value={to}
          error={problems.length > 0 ? problems.join(' ') : undefined}
          onChange={(next) => {
            send.reset()
            setTo(next)
          }}
        />
        {isMail && (
          <TestLists
            to={to}
            onPick={(picked) => {
              send.reset()
              setTo(picked)
            }}
          />
        )}
        <PersonPicker
          label="Written as for"
          placeholder="The first of the audience"
          contact={contact}
          onPick={setContact}
        />
        <VersionSwitch
          label="Version to send"
          count={draft.variants.length + 1}
          value={version}
          onChange={setVersion}
        />
        <Text size="xs" c="dimmed">
          {asked.note}
        </Text>
        {send.error && problems.length === 0 && <ErrorState error={send.error} />}
        {send.data && <TestSent results={send.data.results} isCaught={isMail && (project?.usesCatcher ?? false)} />}
      </div>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={close}>
          {send.data ? 'Done' : 'Not now'}
        </Button>
        <Button loading={send.isPending} disabled={to.length === 0 || lacks.length > 0} onClick={() => send.mutate()}>
          {lacks.length > 0 ? `It lacks ${lacks.join(', ')}` : send.data ? 'Send it again' : 'Send the test'}
        </Button>
      </Group>
    </Modal>
  )
}

function problemsOf(error: Error | null): string[] {
  if (!(error instanceof RollcallError)) return []
  return error.errors.filter(({ pointer }) => pointer.startsWith('/to')).map(({ detail }) => `${detail}.`)
}

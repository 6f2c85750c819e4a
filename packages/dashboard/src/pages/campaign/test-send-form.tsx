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

/** Whom a test goes to, for whom it is written, and what became of it. */
export function TestSendForm({ id, draft, version: shown, person, close }: Props) {
  const own = useQuery(sessionQuery).data?.user?.email
  const project = useProject()
  const [to, setTo] = useState<string[]>(own ? [own] : [])
  const [contact, setContact] = useState(person)
  const [version, setVersion] = useState(shown)
  const { content, sender } = lacksOf(draft)
  const lacks = [...content, ...sender]
  const team = useQuery({
    queryKey: ['people', 'test'],
    queryFn: async ({ signal }) => (await client.people.list({ signal })).data.map(({ email }) => email),
    retry: false,
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
          description="You, others of your team, or any address. Enter after each; at most ten."
          data-autofocus
          placeholder={to.length === 0 ? 'name@example.org' : undefined}
          maxTags={MOST}
          splitChars={[',', ';', ' ']}
          acceptValueOnBlur
          data={team.data ?? []}
          value={to}
          error={problems.length > 0 ? problems.join(' ') : undefined}
          onChange={(next) => {
            send.reset()
            setTo(next)
          }}
        />
        <TestLists
          to={to}
          onPick={(picked) => {
            send.reset()
            setTo(picked)
          }}
        />
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
          Its subject begins with [Test]. Nothing of it is counted or tracked, and its unsubscribe link unsubscribes
          nobody.
        </Text>
        {send.error && problems.length === 0 && <ErrorState error={send.error} />}
        {send.data && <TestSent results={send.data.results} isCaught={project?.usesCatcher ?? false} />}
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

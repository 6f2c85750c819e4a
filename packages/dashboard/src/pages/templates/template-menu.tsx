import { Menu } from '@mantine/core'
import { IconCopy, IconSend, IconTrash } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { MoreMenu } from '../../parts/more-menu.tsx'
import { useMay } from '../../use-may.ts'
import { DeleteTemplate } from './delete-template.tsx'
import type { Template } from './template.ts'

type Props = { template: Template; isPage?: boolean }

/** What can be done with a template. */
export function TemplateMenu({ template, isPage }: Props) {
  const [asking, setAsking] = useState(false)
  const navigate = useNavigate()
  const mayWrite = useMay()('campaigns:write')
  const { id, name } = template
  if (!mayWrite) return null
  return (
    <>
      <MoreMenu
        label={isPage ? 'More about this template' : `More about ${name}`}
        size={isPage ? 34 : 28}
        variant="default"
      >
        <Menu.Item
          leftSection={<IconSend size={15} />}
          renderRoot={(props) => <Link to="/campaigns/new" search={{ template: id }} {...props} />}
        >
          Write a campaign with it
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={15} />}
          renderRoot={(props) => <Link to="/templates/new" search={{ from: id }} {...props} />}
        >
          Duplicate
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={15} />} onClick={() => setAsking(true)}>
          Delete
        </Menu.Item>
      </MoreMenu>
      {asking && (
        <DeleteTemplate
          template={template}
          done={() => {
            setAsking(false)
            if (isPage) void navigate({ to: '/templates' })
          }}
          close={() => setAsking(false)}
        />
      )}
    </>
  )
}

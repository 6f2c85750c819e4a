import { Button } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { BackLink } from '../../parts/back-link.tsx'
import listed from '../../parts/listed.module.css'
import { countText } from '../../parts/number-text.ts'
import { Page } from '../../parts/page.tsx'
import { Panel } from '../../parts/panel.tsx'
import { saveBlob } from '../../parts/save-blob.ts'
import { timeText } from '../../parts/time-text.ts'
import classes from './contact.module.css'
import { Mentions } from './mentions.tsx'

/** That somebody was erased, to be kept, without a word of who it was. */
export function ErasureReceipt({ receipt }: { receipt: Reply<'contacts.erase'> }) {
  const { receipt: id, erasedAt, contacts, addresses, mentions } = receipt
  const save = () =>
    saveBlob(new Blob([JSON.stringify(receipt, null, 2)], { type: 'application/json' }), `erasure-${id}.json`)
  return (
    <Page title="They are erased" above={<BackLink to="/contacts">Contacts</BackLink>}>
      <div className={listed.stack}>
        <Panel title="Receipt">
          <div className={classes.privacy}>
            <dl className={listed.facts}>
              <dt>Number</dt>
              <dd>{id}</dd>
              <dt>When</dt>
              <dd>{timeText(erasedAt)}</dd>
              <dt>What went</dt>
              <dd>{countText(contacts, 'entry', 'entries')}, with everything that belonged to them</dd>
              <dt>What stays</dt>
              <dd>
                {countText(addresses, 'keyed hash', 'keyed hashes')}, by which the address is known if it comes in again
              </dd>
            </dl>
            <div className={classes.steps}>
              <Button variant="default" leftSection={<IconDownload size={15} />} onClick={save}>
                Save the receipt
              </Button>
              <Button
                variant="default"
                renderRoot={(props) => <Link {...props} to="/settings/audit" search={{ target: id }} />}
              >
                See it in the audit log
              </Button>
            </div>
          </div>
        </Panel>
        {mentions.length > 0 && <Mentions mentions={mentions} />}
      </div>
    </Page>
  )
}

import {
  IconArrowBackUp,
  IconArrowMerge,
  IconBell,
  IconBolt,
  IconBriefcase,
  IconChevronRight,
  IconFilter,
  IconLink,
  IconMail,
  IconPencil,
  IconTag,
  IconTagOff,
  IconTrash,
  IconUserCheck,
  IconUserPlus,
  IconUsersMinus,
  IconUsersPlus,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { actorText } from '../../parts/actor-text.ts'
import { Ago } from '../../parts/ago.tsx'
import classes from './contact.module.css'
import { EntryDetails } from './entry-details.tsx'
import { sentenceOf } from './sentence-of.ts'
import type { Entry } from './timeline-entry.ts'

const ICONS: Record<Entry['kind'], typeof IconTag> = {
  created: IconUserPlus,
  changed: IconPencil,
  deleted: IconTrash,
  restored: IconArrowBackUp,
  tag_added: IconTag,
  tag_removed: IconTagOff,
  consent: IconUserCheck,
  delivery: IconMail,
  topic: IconBell,
  funnel: IconFilter,
  opportunity: IconBriefcase,
  event: IconBolt,
  segment_entered: IconUsersPlus,
  segment_left: IconUsersMinus,
  merged: IconArrowMerge,
}

type Props = { entry: Entry; contact: string; isChosen: boolean }

/** One thing that happened: a sentence, who did it, and on a click everything that is known of it. */
export function TimelineLine({ entry, contact, isChosen }: Props) {
  const [isOpen, setOpen] = useState(isChosen)
  const line = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: 'center' })
  }, [isChosen])
  const Icon = ICONS[entry.kind]
  const { at, by, byName, id } = entry
  return (
    <li ref={line} data-chosen={isChosen || undefined}>
      <Icon size={15} stroke={1.7} aria-hidden className={classes.entryIcon} />
      <div className={classes.entry}>
        <button type="button" className={classes.entryHead} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {sentenceOf(entry)}
          <IconChevronRight size={13} aria-hidden className={classes.chevron} />
        </button>
        <div className={classes.when}>
          <Ago time={at} />
          {by && ` · ${actorText(by, byName)}`}
          <Link
            to="/contacts/$contact"
            params={{ contact }}
            search={{ entry: id }}
            className={classes.permalink}
            aria-label={`Link to: ${sentenceOf(entry)}`}
          >
            <IconLink size={12} aria-hidden />
          </Link>
        </div>
        {isOpen && <EntryDetails entry={entry} contact={contact} />}
      </div>
    </li>
  )
}

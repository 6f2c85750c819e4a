import { Ago } from '../../parts/ago.tsx'
import { countText } from '../../parts/number-text.ts'
import { restOf } from '../../parts/tag-prefix.ts'
import { TickBox } from '../../parts/tick-box.tsx'
import { useRevealed } from '../../parts/use-revealed.tsx'
import type { TagGroup } from './group-tags.ts'
import type { ListProps } from './list-props.ts'
import { PeopleLink } from './people-link.tsx'
import { TagGroupPart } from './tag-group-part.tsx'
import { TagLink } from './tag-link.tsx'
import { TagMenu } from './tag-menu.tsx'
import { TagUses } from './tag-uses.tsx'
import classes from './tags.module.css'

// Drawn at once, and each time one comes near their end.
const GROUPS = 20
const CARDS = 120

/** Tags as cards, those that begin alike together. */
export function TagsGrid({ groups, ...list }: ListProps) {
  const { shown, end } = useRevealed(groups.length, GROUPS)
  return (
    <>
      {groups.slice(0, shown).map((group) => (
        <TagGroupPart key={group.prefix} group={group}>
          <Cards {...list} group={group} />
        </TagGroupPart>
      ))}
      {end}
    </>
  )
}

type CardsProps = Omit<ListProps, 'groups'> & { group: TagGroup }

function Cards({ group: { prefix, tags }, selected, select, start }: CardsProps) {
  const { shown, end } = useRevealed(tags.length, CARDS)
  return (
    <>
      <ul className={classes.grid} aria-label={prefix === '' ? 'Tags' : `Tags of ${prefix}`}>
        {tags.slice(0, shown).map((tag) => (
          <li
            key={tag.id}
            className={classes.card}
            data-tag={tag.id}
            data-selected={selected.has(tag.id) || undefined}
            style={tag.color ? { borderLeftColor: tag.color } : undefined}
          >
            <span className={classes.name}>
              {select && (
                <TickBox
                  aria-label={`Select ${tag.name}`}
                  checked={selected.has(tag.id)}
                  onChange={() => select(tag.id)}
                />
              )}
              <TagLink tag={tag}>{prefix === '' ? tag.name : restOf(tag.name)}</TagLink>
              <TagMenu tag={tag} start={start} />
            </span>
            <span className={classes.cardText}>{tag.description}</span>
            <span className={classes.quiet}>
              <PeopleLink tag={tag}>{countText(tag.contactCount, 'person', 'people')}</PeopleLink> ·{' '}
              <TagUses tag={tag}>
                {tag.useCount === 0 ? 'used nowhere' : `used in ${countText(tag.useCount, 'place')}`}
              </TagUses>{' '}
              · <Ago time={tag.lastUsedAt} none="never put on" />
            </span>
          </li>
        ))}
      </ul>
      {end}
    </>
  )
}

import { Ago } from '../../parts/ago.tsx'
import { countText } from '../../parts/number-text.ts'
import { TickBox } from '../../parts/tick-box.tsx'
import { groupTags, restOf } from './group-tags.ts'
import type { ListProps } from './list-props.ts'
import { PeopleLink } from './people-link.tsx'
import { TagGroupPart } from './tag-group-part.tsx'
import { TagLink } from './tag-link.tsx'
import { TagMenu } from './tag-menu.tsx'
import classes from './tags.module.css'

/** Tags as cards, those that begin alike together. */
export function TagsGrid({ tags, selected, select, start }: ListProps) {
  return groupTags(tags).map((group) => (
    <TagGroupPart key={group.prefix} group={group}>
      <ul className={classes.grid} aria-label={group.prefix === '' ? 'Tags' : `Tags of ${group.prefix}`}>
        {group.tags.map((tag) => (
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
              <TagLink tag={tag}>{group.prefix === '' ? tag.name : restOf(tag.name)}</TagLink>
              <TagMenu tag={tag} start={start} />
            </span>
            <span className={classes.cardText}>{tag.description}</span>
            <span className={classes.quiet}>
              <PeopleLink tag={tag}>{countText(tag.contactCount, 'person', 'people')}</PeopleLink> ·{' '}
              <Ago time={tag.lastUsedAt} none="never used" />
            </span>
          </li>
        ))}
      </ul>
    </TagGroupPart>
  ))
}

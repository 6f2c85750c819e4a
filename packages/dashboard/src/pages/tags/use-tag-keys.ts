import { useCommands } from '../../commands/use-commands.ts'

type Act = {
  edit: (id: string) => void
  remove: (id: string) => void
  merge: (id: string) => void
  select: (id: string) => void
}

/** Keys for the tag that has the keyboard: from one to the next, and what one may do with it. Enter opens it, being a link. */
export function useTagKeys(mayWrite: boolean, { edit, remove, merge, select }: Act) {
  const key = (keys: string, label: string, run: () => void) => {
    return { id: `tags ${keys}`, label, keys, group: 'On this page', isByKeyOnly: true, run } as const
  }
  const withActive = (act: (id: string) => void) => () => {
    const id = activeId()
    if (id) act(id)
  }
  const changing = [
    key('e', 'Rename this tag', withActive(edit)),
    key('m', 'Merge this tag', withActive(merge)),
    key('d', 'Delete this tag', withActive(remove)),
    key('x', 'Select this tag', withActive(select)),
  ]
  useCommands([
    key('j', 'Next tag', () => step(1)),
    key('k', 'Tag before', () => step(-1)),
    ...(mayWrite ? changing : []),
  ])
}

function step(by: number) {
  const links = [...document.querySelectorAll<HTMLElement>('[data-tag-link]')]
  const at = links.findIndex((link) => link.dataset.tagLink === activeId())
  links[at === -1 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)]?.focus()
}

function activeId(): string | undefined {
  const holder = document.activeElement?.closest('[data-tag]')
  return holder instanceof HTMLElement ? holder.dataset.tag : undefined
}

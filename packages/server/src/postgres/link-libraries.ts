import { lstat, readFile, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

/**
 * Whether every library of PostgreSQL has the short names its programs look for, after making those that were missing.
 * npm packages cannot hold symlinks: the package lists them, and its install script, often blocked, would make them.
 */
export async function linkLibraries(packageDir: string): Promise<boolean> {
  const links = await readLinks(packageDir)
  const made = await Promise.all(links.map((link) => makeLink(packageDir, link)))
  return made.every(Boolean)
}

type Link = { source: string; target: string }

async function readLinks(packageDir: string): Promise<Link[]> {
  try {
    // why: the file is part of the package, whose version the lock file pins
    return JSON.parse(await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8')) as Link[]
  } catch {
    return [] // Windows has none
  }
}

async function makeLink(packageDir: string, { source, target }: Link): Promise<boolean> {
  const path = join(packageDir, target)
  const isThere = () =>
    lstat(path).then(
      () => true,
      () => false,
    )
  if (await isThere()) return true
  // Asked again after a failure: another start may have made it in between.
  return symlink(relative(dirname(target), source), path).then(() => true, isThere)
}

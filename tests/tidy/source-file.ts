import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A node of the ESTree that the parser makes; only what the checks ask of it. */
export type Node = { type: string; start: number; end: number; [key: string]: unknown }

/** A TypeScript file of ours, parsed. */
export type SourceFile = {
  /** From the repository's root. */
  path: string
  text: string
  lines: number
  nodes: { node: Node; parent: Node | null }[]
  comments: { start: number; end: number; value: string; type: string }[]
  /** Files of ours that it imports, type imports included. */
  imports: string[]
  /** Packages that it imports. */
  packages: string[]
}

/** Every file that git knows or would add, by ending. */
export function listFiles(ending: RegExp): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT })
  return listed
    .toString()
    .split('\n')
    .filter((path) => ending.test(path))
    .filter((path) => exists(path))
}

function exists(path: string): boolean {
  try {
    return readFileSync(join(ROOT, path)).length >= 0
  } catch {
    return false
  }
}

const cache = new Map<string, SourceFile>()

/** All TypeScript of the repository. */
export function sourceFiles(): SourceFile[] {
  return listFiles(/\.tsx?$/).map(readSource)
}

function readSource(path: string): SourceFile {
  const known = cache.get(path)
  if (known) return known
  const text = readFileSync(join(ROOT, path), 'utf8')
  const parsed = parseSync(path, text)
  if (parsed.errors.length > 0) throw new Error(`${path} does not parse: ${parsed.errors[0].message}`)
  // why: the parser's own types name every node kind; the checks walk them all alike
  const nodes = flatten(parsed.program as unknown as Node)
  const specifiers = nodes.flatMap(({ node }) => specifierOf(node) ?? [])
  const file: SourceFile = {
    path,
    text,
    lines: text.split('\n').length - 1,
    nodes,
    comments: parsed.comments,
    imports: specifiers.flatMap((specifier) => resolveImport(path, specifier) ?? []),
    packages: specifiers.filter((specifier) => !specifier.startsWith('.')),
  }
  cache.set(path, file)
  return file
}

function flatten(root: Node): { node: Node; parent: Node | null }[] {
  const found: { node: Node; parent: Node | null }[] = []
  const visit = (value: unknown, parent: Node | null) => {
    if (Array.isArray(value)) for (const item of value) visit(item, parent)
    else if (isNode(value)) {
      found.push({ node: value, parent })
      for (const key of Object.keys(value)) if (key !== 'parent') visit(value[key], value)
    }
  }
  visit(root, null)
  return found
}

/** Whether a value is a node of the tree. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function specifierOf(node: Node): string | undefined {
  const importing = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression']
  if (!importing.includes(node.type)) return undefined
  return isNode(node.source) && typeof node.source.value === 'string' ? node.source.value : undefined
}

function resolveImport(from: string, specifier: string): string | undefined {
  const workspace = /^@rollcall\/(\w+)$/.exec(specifier)
  if (workspace) return `packages/${workspace[1]}/src/index.ts`
  if (!specifier.startsWith('.')) return undefined
  return relative(ROOT, resolve(ROOT, dirname(from), specifier))
}

/** The line on which a place of the text stands, from 1. */
export function lineAt(file: SourceFile, place: number): number {
  return file.text.slice(0, place).split('\n').length
}

import { describe, expect, it } from 'vitest'
import { isNode, lineAt, type Node, type SourceFile, sourceFiles } from './source-file.ts'

const FILE_LINES = 400
const FUNCTION_LINES = 60
const COMPONENT_LINES = 120
const PARAMETERS = 3

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']

const files = sourceFiles()

describe('size', () => {
  it(`keeps files within ${FILE_LINES} lines`, () => {
    expect(files.filter(({ lines }) => lines > FILE_LINES).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([])
  })

  it(`keeps functions within ${FUNCTION_LINES} lines, components within ${COMPONENT_LINES}`, () => {
    expect(functionsWhere((file, node) => linesOf(file, node) > limitOf(file))).toEqual([])
  })

  it(`keeps functions within ${PARAMETERS} parameters`, () => {
    expect(
      functionsWhere(
        (file, node) =>
          !LONG_SIGNATURES.test(file.path) && Array.isArray(node.params) && node.params.length > PARAMETERS,
      ),
    ).toEqual([])
  })
})

// Rows of it.each arrive as parameters. Kernels become WebAssembly functions, which take plain numbers and arrays: no object is made per call.
const LONG_SIGNATURES = /\.test\.tsx?$|^packages\/engine\/(src\/)?kernels\//

function functionsWhere(isWrong: (file: SourceFile, node: Node) => boolean): string[] {
  return files.flatMap((file) =>
    file.nodes
      .filter(({ node, parent }) => FUNCTIONS.includes(node.type) && !isSuite(parent) && isWrong(file, node))
      .map(({ node }) => `${file.path}:${lineAt(file, node.start)}`),
  )
}

// The body of a describe block is a list of tests, not a function that somebody has to hold in mind.
function isSuite(parent: Node | null): boolean {
  return parent?.type === 'CallExpression' && isNode(parent.callee) && parent.callee.name === 'describe'
}

function linesOf(file: SourceFile, node: Node): number {
  return lineAt(file, node.end) - lineAt(file, node.start) + 1
}

function limitOf(file: SourceFile): number {
  return file.path.endsWith('.tsx') ? COMPONENT_LINES : FUNCTION_LINES
}

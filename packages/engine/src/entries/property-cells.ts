import { fold } from '@rollcall/filters'
import type { Cell } from './entry.ts'

/** Every value that any dot path reaches in an event's properties: what `reachedValues` of filters answers path by path. */
export function propertyCells(properties: unknown): Cell[] {
  const cells: Cell[] = []
  addSteps(cells, 'properties', properties)
  return cells
}

function addSteps(cells: Cell[], path: string, value: unknown): void {
  if (Array.isArray(value)) for (const element of value) addSteps(cells, path, element)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      // A path is taken apart at its dots, so none leads to a key that has one.
      if (!key.includes('.')) addValues(cells, `${path}.${key}`, inner)
    }
  }
}

function addValues(cells: Cell[], column: string, value: unknown): void {
  if (Array.isArray(value)) for (const element of value) addValues(cells, column, element)
  else if (typeof value === 'number' || typeof value === 'boolean') cells.push({ column, value })
  else if (typeof value === 'string' && value.trim() !== '') cells.push({ column, value: fold(value.trim()) })
  else if (typeof value === 'object' && value !== null) {
    cells.push({ column, value: null })
    addSteps(cells, column, value)
  }
}

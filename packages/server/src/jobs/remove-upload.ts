import { rm } from 'node:fs/promises'

/** What the CSV is called that a workbook is converted to. */
export const SHEET_ENDING = '.sheet'

/** Deletes an uploaded file, and what it was converted to or from. */
export async function removeUpload(filePath: string): Promise<void> {
  if (filePath === '') return
  await rm(filePath, { force: true })
  await rm(filePath + SHEET_ENDING, { force: true })
  if (filePath.endsWith(SHEET_ENDING)) await rm(filePath.slice(0, -SHEET_ENDING.length), { force: true })
}

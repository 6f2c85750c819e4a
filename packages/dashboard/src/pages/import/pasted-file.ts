/** The file of a paste: one that was copied, or copied cells as a file of their own; undefined when it is meant for a field. */
export function pastedFile({ target, clipboardData }: ClipboardEvent): File | undefined {
  if (target instanceof Element && target.closest('input, textarea, select, [contenteditable]')) return undefined
  const [file] = clipboardData?.files ?? []
  if (file) return file
  const text = clipboardData?.getData('text/plain') ?? ''
  // Copied cells have tabs between columns and line ends between rows; a word alone is no list.
  if (!/[\t\n]/.test(text.trim())) return undefined
  return new File([text], 'Pasted cells.tsv', { type: 'text/tab-separated-values' })
}

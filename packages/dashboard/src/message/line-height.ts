/** The height of a line of the source, in code-area.module.css too. */
export const LINE_PX = 19

import { type RefObject, useCallback, useEffect, useState } from 'react'

/** Where a link of the message lies over its frame, in pixels. */
type LinkPlace = { key: string; position: number; left: number; top: number; width: number; height: number }

const LINK = /^rollcall-link:(\d+)$/
// Shorter than a frame without a height would be.
const FIRST_HEIGHT = 420

/** The places of the links in a frame, measured anew whenever its message or its width changes. A wide message is made smaller. */
export function useLinkPlaces(frame: RefObject<HTMLIFrameElement | null>) {
  const [measured, setMeasured] = useState<{ places: LinkPlace[]; height: number }>({
    places: [],
    height: FIRST_HEIGHT,
  })
  const [inside, setInside] = useState<Document>()
  const measure = useCallback(() => {
    const found = frame.current && measureFrame(frame.current)
    if (found) setMeasured((known) => (JSON.stringify(known) === JSON.stringify(found) ? known : found))
    setInside(frame.current?.contentDocument ?? undefined)
  }, [frame])
  useEffect(() => {
    const paper = frame.current?.parentElement
    if (!paper) return
    const observer = new ResizeObserver(measure)
    observer.observe(paper)
    // Pictures arrive late and push what is below them down.
    if (inside?.body) observer.observe(inside.body)
    return () => observer.disconnect()
  }, [frame, inside, measure])
  return { ...measured, measure }
}

function measureFrame(frame: HTMLIFrameElement): { places: LinkPlace[]; height: number } | undefined {
  const [inside, paper] = [frame.contentDocument, frame.parentElement]
  if (!inside?.body || !paper) return undefined
  frame.style.transform = ''
  frame.style.width = `${paper.clientWidth}px`
  // As low as it gets, so that what is measured is the message and not the frame.
  frame.style.height = '0'
  const width = Math.max(paper.clientWidth, inside.documentElement.scrollWidth)
  frame.style.width = `${width}px`
  const height = Math.max(inside.documentElement.scrollHeight, inside.body.scrollHeight)
  const scale = paper.clientWidth / width
  frame.style.height = `${height}px`
  frame.style.transform = scale < 1 ? `scale(${scale})` : ''
  return { places: placesIn(inside, scale), height: Math.ceil(height * scale) }
}

function placesIn(inside: Document, scale: number): LinkPlace[] {
  return [...inside.querySelectorAll('a[href], area[href]')].flatMap((link, place) => {
    const position = Number(LINK.exec(link.getAttribute('href') ?? '')?.[1])
    const box = boxOf(link)
    if (!position || box.width === 0 || box.height === 0) return []
    const at = { left: box.left * scale, top: box.top * scale, width: box.width * scale, height: box.height * scale }
    return [{ key: `${position} ${place}`, position, ...at }]
  })
}

/** A link around a picture is as large as that, though its own line of text is not. */
function boxOf(link: Element): DOMRect {
  const own = link.getBoundingClientRect()
  const inner = [...link.children].map((child) => child.getBoundingClientRect()).filter(({ width }) => width > 0)
  const boxes = own.width > 0 ? [own, ...inner] : inner
  if (boxes.length === 0) return own
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))]
  const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))]
  return new DOMRect(left, top, right - left, bottom - top)
}

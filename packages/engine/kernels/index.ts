export {
  andInto,
  andNotInto,
  copyTo,
  countBits,
  fillF64,
  fillU32,
  fillWith,
  isZero,
  listBits,
  orInto,
  setPlaces,
} from './bits'
export { keepAllowed8, keepAllowed16, keepAllowed32, keepFew8, keepFew16, keepFew32 } from './codes'
export { countRows, edgeTimes, foldNumbers, markBetween, markRows } from './entries'
export { give, openArena, release, take } from './memory'
export { keepAllowedFrom, keepBetween32, keepBetweenF64 } from './ranges'
export { markTexts } from './search'
export { markSimilar } from './similar'

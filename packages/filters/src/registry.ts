// For tests and tools that go through everything that the language knows; the product itself never names an id.
export { conditionTypes as conditions } from './conditions/index.ts'
export { operators } from './operators/index.ts'

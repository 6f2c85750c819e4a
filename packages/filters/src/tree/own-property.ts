/** An object's own property: what JSON said, never what somebody put on a prototype. */
export function ownProperty(raw: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(raw, key)?.value
}

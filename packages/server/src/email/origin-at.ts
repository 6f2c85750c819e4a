/** What addresses begin with at another host, otherwise as the product's own do. */
export function originAt(publicUrl: string, host: string): string {
  const url = new URL(publicUrl)
  url.hostname = host
  return url.origin
}

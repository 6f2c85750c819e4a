export function isHttps(publicUrl: string): boolean {
  return publicUrl.startsWith('https://')
}

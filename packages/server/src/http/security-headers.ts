type Page = 'api' | 'dashboard' | 'page'

const POLICIES: Record<Page, string> = {
  api: "default-src 'none'; frame-ancestors 'none'",
  // Mantine writes its theme into <style> elements at run time, so inline styles are allowed; scripts come from our own
  // files alone. Images may come from anywhere over https: a message preview shows the pictures of the message.
  dashboard:
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; font-src 'self'; " +
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  // Images: the logo of a project.
  page: "default-src 'none'; style-src 'unsafe-inline'; img-src https:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}

const YEAR_SECONDS = 31_536_000

/** The headers that keep a browser from doing more with an answer than it is meant for. Source: OWASP ASVS 5.0, 3.4. */
export function securityHeaders(page: Page, { isHttps }: { isHttps: boolean }): Record<string, string> {
  return {
    'content-security-policy': POLICIES[page],
    'x-content-type-options': 'nosniff',
    // Not no-referrer: browsers would then send "Origin: null" with our own forms.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(isHttps && { 'strict-transport-security': `max-age=${YEAR_SECONDS}` }),
  }
}

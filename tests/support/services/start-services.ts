import { startMailgun } from './mailgun-service.ts'
import { startResend } from './resend-service.ts'
import { startSendgrid } from './sendgrid-service.ts'
import { startSes } from './ses-service.ts'
import type { Service } from './start-service.ts'

/** How each sending service is started. */
export const SERVICES: [string, () => Promise<Service>][] = [
  ['ses', startSes],
  ['resend', startResend],
  ['sendgrid', startSendgrid],
  ['mailgun', startMailgun],
]

import { tellLiveness } from './tell-liveness.ts'
import { tellReadiness } from './tell-readiness.ts'
import { tellStatus } from './tell-status.ts'
import { tellVersion } from './tell-version.ts'

export const systemActions = [tellLiveness, tellReadiness, tellStatus, tellVersion]

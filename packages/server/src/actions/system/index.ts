import { tellLiveness } from './tell-liveness.ts'
import { tellReadiness } from './tell-readiness.ts'
import { tellVersion } from './tell-version.ts'

export const systemActions = [tellLiveness, tellReadiness, tellVersion]

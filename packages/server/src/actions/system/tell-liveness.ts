import { livez } from '@rollcall/contract'
import { action } from '../../action.ts'

export const tellLiveness = action(livez, async () => ({ status: 'ok' as const }))

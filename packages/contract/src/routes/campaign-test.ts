import { z } from 'zod'
import { route } from '../route.ts'
import { time } from '../shapes.ts'
import { VERSIONS } from './campaign-versions.ts'
import { campaign, versionTest } from './campaigns.ts'

const count = z.number().int()
const rate = z.number().nullable()
const version = z.enum(VERSIONS)

export const campaignsVersions = route({
  id: 'campaigns.versions',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/results/versions',
  summary: 'How the versions of a campaign fare against each other, which one won, why and when',
  scope: 'campaigns:read',
  reply: z
    .object({
      test: versionTest.nullable().meta({ description: 'null: this campaign has one version' }),
      state: z.enum(['none', 'unsent', 'sending', 'waiting', 'decided', 'split']).meta({
        description:
          'unsent: not launched; sending: messages of the test still leave; waiting: for the winner; split: nothing wins',
      }),
      sentence: z.string().meta({ description: 'How it stands, in words' }),
      choosesAt: time.nullable().meta({ description: 'When the winner is chosen; null: not known yet, or by hand' }),
      waiting: count.meta({ description: 'People who wait for the winner' }),
      leader: version
        .nullable()
        .meta({ description: 'The version with the best rate so far; null while none is ahead' }),
      isClear: z.boolean().meta({ description: 'Chance alone would make such a lead in fewer than 1 of 20 tests' }),
      winner: z
        .object({
          version,
          reason: z.enum(['best_rate', 'tie', 'too_little', 'hand']),
          sentence: z.string(),
          chosenAt: time,
          chosenBy: z.string().meta({ description: 'system, or who did it by hand' }),
        })
        .nullable(),
      versions: z.array(
        z.object({
          version,
          subject: z.string().meta({ description: 'On another channel than email: its text' }),
          fromName: z.string().nullable(),
          differs: z.array(z.enum(['subject', 'preheader', 'fromName', 'html', 'text'])),
          members: count.meta({ description: 'People of the test who get it' }),
          sent: count,
          delivered: count.meta({ description: 'Sent, and not come back since; rates are of these' }),
          skipped: count,
          failed: count,
          left: count,
          opened: count.meta({ description: 'People, no machines' }),
          clicked: count,
          converted: count.nullable().meta({ description: 'null unless conversions decide' }),
          unsubscribed: count,
          replied: count.meta({ description: 'People who wrote back to a text, where that is heard' }),
          rates: z.object({ opened: rate, clicked: rate, converted: rate, unsubscribed: rate, replied: rate }),
        }),
      ),
    })
    .meta({ ref: 'CampaignVersions' }),
})

export const campaignsChooseWinner = route({
  id: 'campaigns.chooseWinner',
  method: 'POST',
  path: '/v1/campaigns/{campaign}/winner',
  summary: 'Choose by hand which version everyone gets who waits, at any time while they do',
  scope: 'campaigns:send',
  body: z.strictObject({ version }),
  reply: campaign,
})

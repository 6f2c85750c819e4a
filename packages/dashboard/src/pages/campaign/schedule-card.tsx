import { Panel } from '../../parts/panel.tsx'
import classes from './composer.module.css'
import type { Plan } from './draft.ts'
import { HoursFields } from './hours-fields.tsx'
import { LimitsFields } from './limits-fields.tsx'
import { PaceFields } from './pace-fields.tsx'
import { Readiness } from './readiness.tsx'
import type { When } from './when.ts'
import { WhenFields } from './when-fields.tsx'

type Props = {
  /** Absent before the first save: only what is saved can be scheduled. */
  when?: { value: When; onChange: (change: Partial<When>) => void }
  plan: Plan
  lacks: string[]
  /** How many would get it now. */
  people: number | undefined
  projectZone: string
  onPlan: (plan: Plan) => void
}

/** When it goes, how fast, at which hours, and whom it leaves out on its way. */
export function ScheduleCard({ when, plan, lacks, people, projectZone, onPlan }: Props) {
  const set = (change: Partial<Plan>) => onPlan({ ...plan, ...change })
  return (
    <Panel title="When and how it goes" aside={<Readiness lacks={lacks} />}>
      <div className={classes.fields}>
        {when && <WhenFields when={when.value} projectZone={projectZone} onChange={when.onChange} />}
        <PaceFields plan={plan} people={people} onChange={set} />
        <HoursFields hours={plan.window} projectZone={projectZone} onChange={(window) => set({ window })} />
        <LimitsFields plan={plan} onChange={set} />
      </div>
    </Panel>
  )
}

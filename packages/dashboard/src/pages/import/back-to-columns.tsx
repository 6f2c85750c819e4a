import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import classes from './import.module.css'
import type { ImportSearch } from './search.ts'

/** The way back from a review: to the columns while the file is there, else to choosing one. */
export function BackToColumns({ search }: { search: ImportSearch }) {
  return (
    <div className={classes.below}>
      <Button variant="default" renderRoot={(props) => <Link to="/import" search={search} {...props} />}>
        {search.step === 'map' ? 'Back to the columns' : 'Choose a file'}
      </Button>
    </div>
  )
}

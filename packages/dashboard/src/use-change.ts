import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { queryClient, troubleOf } from './api.ts'

type Options<Input, Output> = {
  /** The first words of the query keys whose answers may be different afterwards. */
  changes: string[]
  done?: (output: Output, input: Input) => void
  /** Shows the failure itself; otherwise a notice does. */
  ownErrors?: boolean
}

/** A write: runs it, asks anew for what it changed, and tells the person when it failed. */
export function useChange<Input = void, Output = unknown>(
  run: (input: Input) => Promise<Output>,
  { changes, done, ownErrors = false }: Options<Input, Output>,
) {
  return useMutation<Output, Error, Input>({
    mutationFn: run,
    onSuccess: (output, input) => {
      for (const family of changes) void queryClient.invalidateQueries({ queryKey: [family] })
      done?.(output, input)
    },
    onError: (error) => {
      if (!ownErrors) showTrouble(error)
    },
  })
}

/** A notice that says what did not happen and what to do. */
export function showTrouble(error: unknown) {
  const { what, help, requestId } = troubleOf(error)
  notifications.show({
    color: 'red',
    title: what,
    message: requestId ? `${help} Request ${requestId}.` : help,
    autoClose: 12_000,
  })
}

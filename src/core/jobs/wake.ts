const sleepers = new Set<() => void>();

/** Ends the rest of this process's workers: there is, or soon will be, something to do. */
export function wakeWorkers(): void {
  for (const wake of sleepers) wake();
}

/** Waits for so many milliseconds, or until woken. */
export function sleepUntilWoken(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      sleepers.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    sleepers.add(wake);
  });
}

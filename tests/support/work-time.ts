/**
 * Milliseconds that this process has worked so far, all its threads together. For a test that
 * something takes no long while: what others do on the same machine does not count.
 */
export function workTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

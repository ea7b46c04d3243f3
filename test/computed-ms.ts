/** Milliseconds for which this process has computed: other programs of a busy computer do not count. */
export function computedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

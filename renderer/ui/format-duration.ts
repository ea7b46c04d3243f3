/** Durations and ages as the window shows them. */

/** "0.3 ms", "291 ms", "7.4 s", "2 min 5 s", "1 h 4 min": three figures at most. */
export function formatDuration(ms: number): string {
  if (ms < 1) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  return formatSeconds(ms);
}

/** Like `formatDuration`, in seconds also where they are few: "0.8 s". */
export function formatSeconds(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** "00:00:21", hours unbounded: a clock that ticks. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** "21 s", "12 min", "1 h": how long something has lasted, in its largest unit. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} days`;
}

/** "just now", "12 min ago", "1 h ago", "Tue", "3 Nov": how long ago `at` was. Both are ms since the epoch. */
export function formatAge(at: number, now: number): string {
  const ms = now - at;
  if (ms < 45_000) return 'just now';
  if (ms < 23.5 * 3_600_000) return `${formatSpan(Math.max(ms, 60_000))} ago`;
  const date = new Date(at);
  if (ms < 6 * 86_400_000) return date.toLocaleDateString('en-GB', { weekday: 'short' });
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
}

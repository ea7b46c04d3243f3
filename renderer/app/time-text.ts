/** Moments as people say them, short: "now", "12 min ago", "3 h ago", "Tue", "3 Nov", "3 Nov 2024". */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** @param at ms since the epoch; a moment in the future counts as now. */
export function timeAgo(at: number, now: number): string {
  const past = now - at;
  if (past < minute) return 'now';
  if (past < hour) return `${Math.floor(past / minute)} min ago`;
  if (past < day) return `${Math.floor(past / hour)} h ago`;
  const date = new Date(at);
  if (past < 7 * day) return date.toLocaleDateString('en', { weekday: 'short' });
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  const month = date.toLocaleDateString('en', { month: 'short' });
  return sameYear ? `${date.getDate()} ${month}` : `${date.getDate()} ${month} ${date.getFullYear()}`;
}

/** For a sentence: "Checked 2 minutes ago". */
export function timeAgoInWords(at: number, now: number): string {
  const past = now - at;
  if (past < minute) return 'just now';
  const [count, unit] =
    past < hour ? [past / minute, 'minute'] : past < day ? [past / hour, 'hour'] : [past / day, 'day'];
  const whole = Math.floor(count);
  return `${whole} ${unit}${whole === 1 ? '' : 's'} ago`;
}

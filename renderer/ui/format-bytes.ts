/** Sizes as the window shows them: "0.9 KB", "302 KB", "7.6 GB"; a KB is 1,024 bytes. */

const UNITS = ['KB', 'MB', 'GB', 'TB'];

export function formatBytes(bytes: number): string {
  if (bytes === 0) return '0 KB';
  if (bytes < 52) return `${bytes} bytes`;
  let value = bytes / 1024;
  let unit = 0;
  // 1,023.6 KB would be shown as "1024 KB".
  while (Math.round(value) >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  // 9.96 would be shown as "10.0".
  const digits = value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

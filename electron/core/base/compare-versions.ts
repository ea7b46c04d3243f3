/** Compares versions by their numbers: 7.2.22 is above 7.2.9. */

/** Negative: a is older; 0: equal as far as both go; missing parts count as 0. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Two parts are what a person says: 12.2 for 12.2.0. */
export function shortVersion(version: string): string {
  return /^\d+(?:\.\d+)?/.exec(version)?.[0] ?? version;
}

function numbers(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}

// Figures of repeated runs, and the table that the benchmark prints.

export const median = (values) => [...values].sort((x, y) => x - y)[values.length >> 1];

/** Runs `subject` and `anchor` in turn, so that a noisy machine disturbs both alike. Answers with their medians. */
export async function inTurn(times, subject, anchor) {
  const ours = [];
  const theirs = [];
  for (let i = 0; i < times; i++) {
    theirs.push(await anchor());
    ours.push(await subject());
  }
  return { subject: median(ours), anchor: median(theirs) };
}

const rows = [];

/** One line: what was measured, its figure, the anchor's in the same run, what the budget allows, and whether it held. */
export function line(what, { figure, anchor, ratio, budget, holds }) {
  rows.push({ what, figure, anchor, ratio, budget, holds });
  console.log(
    [
      what.padEnd(46),
      figure.padStart(12),
      `anchor ${anchor}`.padEnd(34),
      (ratio === null ? '' : `× ${ratio.toFixed(2)}`).padStart(8),
      budget.padStart(16),
      holds ? 'ok' : 'OVER',
    ].join('  '),
  );
}

export const allHold = () => rows.every((row) => row.holds);

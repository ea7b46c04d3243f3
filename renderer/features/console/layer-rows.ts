/** What the layer behind the terminal shows beside each row that is in view: when its line came, and what it is part of. */
import type { Terminal } from '@xterm/xterm';
import type { LayerRow } from './row-layer.ts';
import type { LineOrigin, RowOffsets } from './row-offsets.ts';
import type { RunNote } from './run-view.ts';
import { formatTimestamp, type SerialClock } from './serial-clock.ts';

export interface LayerFacts {
  /** Rows that the scrollback has dropped. */
  readonly dropped: number;
  readonly offsets: RowOffsets;
  readonly notes: readonly RunNote[];
  /** Bytes of the guest's crash report. */
  readonly report: { readonly start: number; readonly end: number } | null;
  /** Offset after the last byte received. */
  readonly received: number;
  /** null: times are not shown. */
  readonly clock: SerialClock | null;
}

const BLANK: LayerRow = { time: '', tone: 'plain', note: '' };
/** A line that wraps into more rows than these has lost its beginning anyway. */
const MOST_WRAPPED = 2_000;

export function layerRows(terminal: Pick<Terminal, 'buffer' | 'rows'>, facts: LayerFacts): readonly LayerRow[] {
  const { active } = terminal.buffer;
  const wrapped = (index: number) => active.getLine(index)?.isWrapped ?? false;
  let first = active.viewportY;
  while (first > 0 && active.viewportY - first < MOST_WRAPPED && wrapped(first)) first--;
  let origin = first === active.viewportY ? null : facts.offsets.at(facts.dropped + first);
  const rows: LayerRow[] = [];
  for (let index = active.viewportY; index < active.viewportY + terminal.rows; index++) {
    const goesOn = wrapped(index);
    if (!goesOn) origin = facts.offsets.at(facts.dropped + index);
    rows.push(layerRow(origin, goesOn, facts));
  }
  return rows;
}

function layerRow(origin: LineOrigin | null, goesOn: boolean, facts: LayerFacts): LayerRow {
  const { clock, report } = facts;
  if (!origin) return BLANK;
  if ('note' in origin) {
    const note = facts.notes[origin.note];
    if (!note || goesOn) return BLANK;
    return { time: clock ? formatTimestamp(note.atMs) : '', tone: note.severity, note: note.text };
  }
  const { offset } = origin;
  const inReport = report !== null && offset >= report.start && offset < report.end;
  // The line that the cursor waits in has no byte yet, and so no time.
  const atMs = clock && !goesOn && offset < facts.received ? clock.timeOf(offset) : null;
  return { time: atMs === null ? '' : formatTimestamp(atMs), tone: inReport ? 'report' : 'plain', note: '' };
}

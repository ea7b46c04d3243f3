/** What lies behind the rows of the terminal: times of arrival at the left, tinted report lines, the studio's own notes. */

export interface LayerRow {
  readonly time: string;
  readonly tone: 'plain' | 'report' | 'info' | 'warning' | 'error';
  /** A note of the studio's own, in the place of serial text. */
  readonly note: string;
}

const ICONS = {
  info: '<circle cx="12" cy="12" r="10"/><path d="M12 16v-4M12 8h.01"/>',
  warning: '<path d="m21.7 18-8-14a2 2 0 0 0-3.4 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.7-3M12 9v4M12 17h.01"/>',
  error: '<circle cx="12" cy="12" r="10"/><path d="m15 9-6 6M9 9l6 6"/>',
} as const;

interface DrawnRow {
  readonly element: HTMLElement;
  readonly time: HTMLElement;
  readonly note: HTMLElement;
  shown: LayerRow;
}

const BLANK: LayerRow = { time: '', tone: 'plain', note: '' };

export class RowLayer {
  readonly element = document.createElement('div');
  private rows: DrawnRow[] = [];
  private height = 0;
  private top = 0;

  constructor() {
    this.element.className = 'serial-rows';
    this.element.setAttribute('aria-hidden', 'true');
  }

  draw(rows: readonly LayerRow[], top: number, rowHeight: number): void {
    const moved = top !== this.top || rowHeight !== this.height;
    this.top = top;
    this.height = rowHeight;
    while (this.rows.length > rows.length) this.rows.pop()?.element.remove();
    while (this.rows.length < rows.length) this.add();
    this.rows.forEach((drawn, i) => {
      if (moved || drawn.element.style.top === '') {
        drawn.element.style.top = `${top + i * rowHeight}px`;
        drawn.element.style.height = drawn.element.style.lineHeight = `${rowHeight}px`;
      }
      this.fill(drawn, rows[i]!);
    });
  }

  private add(): void {
    const element = document.createElement('div');
    const time = document.createElement('span');
    const note = document.createElement('span');
    element.className = 'serial-row';
    time.className = 'serial-row__time t-num';
    note.className = 'serial-row__note';
    element.append(time, note);
    this.element.append(element);
    this.rows.push({ element, time, note, shown: BLANK });
  }

  private fill(drawn: DrawnRow, row: LayerRow): void {
    const { shown } = drawn;
    if (row.time !== shown.time) drawn.time.textContent = row.time;
    if (row.tone !== shown.tone) drawn.element.className = `serial-row serial-row--${row.tone}`;
    if (row.note !== shown.note || row.tone !== shown.tone) {
      drawn.note.textContent = row.note;
      drawn.note.title = row.note;
      if (row.note !== '' && row.tone in ICONS) drawn.note.prepend(icon(row.tone as keyof typeof ICONS));
    }
    drawn.shown = row;
  }
}

function icon(tone: keyof typeof ICONS): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [name, value] of Object.entries({
    viewBox: '0 0 24 24',
    width: '14',
    height: '14',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
  })) {
    svg.setAttribute(name, value);
  }
  svg.innerHTML = ICONS[tone];
  return svg;
}

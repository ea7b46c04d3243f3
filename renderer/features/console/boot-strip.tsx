/** The boot line: time as a strip, true to scale up to main(). */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { VmSession } from '#core/contract/vm.ts';
import { machineStore } from '../../app/activity.ts';
import { formatDuration } from '../../ui/format-duration.ts';
import { type BootLine, GAP, type PlacedLine, placeBoot, placeLabels } from './boot-line.ts';
import { bootTitle, endText } from './boot-words.ts';
import { compareBoots } from './compare-boots.ts';
import './boot-strip.css';

export function BootStrip({ session, boot }: { session: VmSession; boot: BootLine }) {
  const sessions = useStore(machineStore, (state) => state.sessions);
  const strip = useRef<HTMLDivElement>(null);
  const width = useWidth(strip);
  const nowMs = useNow(session, boot);
  const before = sessions.find(
    (other) => other.id !== session.id && other.root === session.root && other.bootMs !== null,
  );
  const scaleMs = Math.max(before?.bootMs ?? 0, 250 * Math.ceil((nowMs + 1) / 250));
  const placed = placeBoot(boot, width, boot.originMs + nowMs, scaleMs);
  const { title, seen } = bootTitle(boot, nowMs);
  return (
    <section className="boot-strip" aria-label="Boot line">
      <div className="boot-strip__head">
        <p className="t-small t-strong t-num">{title}</p>
        {seen === null ? null : (
          <p className="t-small t-second t-cut" title={seen}>
            seen on serial: “{seen}”
          </p>
        )}
        <p className="boot-strip__compare t-small t-second">
          {failed(boot) ? '' : (compareBoots(session, sessions) ?? '')}
        </p>
      </div>
      <div ref={strip} className="boot-strip__line" aria-hidden="true">
        {placed.parts.map(({ part, left, width: size, ms }) => (
          <span
            key={part.id}
            className={`boot-part boot-part--${part.group}`}
            style={{ left, width: size }}
            title={`${capital(part.label)}: ${timeText(ms)}`}
          />
        ))}
        {placed.endLeft === null ? null : (
          <span
            className={`boot-part boot-part--app boot-part--${endKind(boot)}`}
            style={{ left: placed.endLeft, width: placed.endWidth }}
          />
        )}
        {crashedEarly(boot) ? (
          <span className="boot-part boot-part--stopped" style={{ left: lastEdge(placed), width: 16 }} />
        ) : null}
      </div>
      <Labels placed={placed} boot={boot} width={width} />
    </section>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const timeText = (ms: number): string => (ms < 1 ? '<1 ms' : formatDuration(ms));
const failed = (boot: BootLine): boolean =>
  boot.state.kind === 'exited' && ['crash', 'hang', 'error'].includes(boot.state.reason);
const crashedEarly = (boot: BootLine): boolean => failed(boot) && boot.app === null;
const lastEdge = ({ parts }: PlacedLine): number => (parts.at(-1) ? parts.at(-1)!.left + parts.at(-1)!.width + GAP : 0);

function endKind(boot: BootLine): string {
  if (boot.state.kind !== 'exited') return 'running';
  return failed(boot) ? 'crashed' : 'ended';
}

function Labels({ placed, boot, width }: { placed: PlacedLine; boot: BootLine; width: number }) {
  const labels = placed.parts.map(({ part, left, ms }) => ({
    id: part.id,
    name: capital(part.label),
    fact: part.endMs === null && boot.app === null && boot.state.kind === 'booting' ? '…' : timeText(ms),
    left,
    ms,
    end: false,
  }));
  if (placed.endLeft !== null) {
    const name = boot.app?.label ?? 'main()';
    labels.push({
      id: 'end',
      name,
      fact: endText(boot),
      left: placed.endLeft,
      ms: Number.POSITIVE_INFINITY,
      end: true,
    });
  }
  const boxes = labels.map(({ left, name, fact }) => ({ left, width: Math.max(textWidth(name), textWidth(fact)) }));
  const lefts = placeLabels(
    boxes,
    labels.map(({ ms }) => ms),
    width,
  );
  return (
    <ol className="boot-strip__labels">
      {labels.map((label, i) => (
        <li
          key={label.id}
          className={lefts[i] === null ? 'sr-only' : 'boot-label'}
          style={lefts[i] === null ? undefined : { left: lefts[i]! }}
        >
          <span className={label.end ? 't-strong' : 'boot-label__name'}>{label.name}</span>
          <span className={`boot-label__fact t-num${label.end && failed(boot) ? ' t-err' : ''}`}>{label.fact}</span>
        </li>
      ))}
    </ol>
  );
}

let canvas: CanvasRenderingContext2D | null = null;

/** Width of a 12 px text in the font of the page, rounded up. */
function textWidth(text: string): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) return text.length * 7;
  canvas.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  return Math.ceil(canvas.measureText(text).width) + 1;
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    setWidth(current.clientWidth);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** Ms since the start of the run; ticks while it boots. */
function useNow(session: VmSession, boot: BootLine): number {
  const elapsed = () =>
    boot.state.kind === 'exited' ? boot.state.ranMs : Math.max(0, Date.now() - session.startedAt - boot.originMs);
  const [, tick] = useState(0);
  const booting = boot.state.kind === 'booting';
  useEffect(() => {
    if (!booting) return;
    const timer = setInterval(() => tick((count) => count + 1), 100);
    return () => clearInterval(timer);
  }, [booting]);
  return elapsed();
}

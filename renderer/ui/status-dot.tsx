/** An 8 px dot that stands before a word of state: hollow = off or ended, filled = alive, two bars = paused. */
import { classNames } from './class-names.ts';
import './status-dot.css';

export type DotTone = 'off' | 'accent' | 'ok' | 'warn' | 'err';

export function StatusDot({ tone, paused = false }: { tone: DotTone; paused?: boolean }) {
  return <span aria-hidden="true" className={classNames('status-dot', `status-dot--${paused ? 'paused' : tone}`)} />;
}

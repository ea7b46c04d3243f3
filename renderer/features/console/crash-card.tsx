/** What went wrong in a run, in plain words, with the line of the source where it happened. */
import { CircleX, RotateCcw, TriangleAlert } from 'lucide-react';
import { Fragment } from 'react';
import { runCommand } from '../../app/commands.ts';
import { openFile } from '../../app/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { RunProblem } from './run-view.ts';
import './crash-card.css';

export interface CrashCardProps {
  found: RunProblem;
  /** False where another project is open: its files cannot be shown. */
  here: boolean;
}

export function CrashCard({ found, here }: CrashCardProps) {
  const { problem, crash } = found;
  const place = crash?.at ?? problem.at;
  const serious = problem.severity === 'error';
  return (
    <article className={`crash-card crash-card--${problem.severity}`} aria-label="What happened">
      <div className="crash-card__head">
        <Icon of={serious ? CircleX : TriangleAlert} className={serious ? 't-err' : 't-warn'} />
        <div>
          <h3 className="t-heading-small">
            <Prose text={problem.title} />
          </h3>
          <p className="crash-card__why">
            <Callers {...(crash && { crash })} />
            {problem.why ? <Prose text={problem.why} /> : null}
          </p>
        </div>
      </div>
      {crash?.excerpt ? (
        <ol className="crash-card__source" aria-label={place ? `Source of ${place.file}` : 'Source'}>
          {crash.excerpt.lines.map((text, i) => {
            const line = crash.excerpt!.line + i;
            const faulty = line === crash.at?.line;
            return (
              <li key={line} className={faulty ? 'crash-line crash-line--here' : 'crash-line'}>
                <span className="crash-line__number">{line}</span>
                <code>{text}</code>
                {faulty ? <span className="crash-line__note">fault here</span> : null}
              </li>
            );
          })}
        </ol>
      ) : null}
      <div className="crash-card__foot">
        {place && here ? (
          <Button kind="primary" size={24} onClick={() => openFile(place.file, { line: place.line })}>
            {`Open ${place.file.split('/').at(-1)} line ${place.line}`}
          </Button>
        ) : null}
        {here ? (
          <Button size={24} icon={RotateCcw} onClick={() => void runCommand('machine.run')}>
            Run again
          </Button>
        ) : null}
        {crash ? (
          <span className="crash-card__address t-small t-second">
            {crash.address === '' ? crash.image : `${crash.address} in ${crash.image}`}
          </span>
        ) : null}
      </div>
    </article>
  );
}

function Callers({ crash }: { crash?: { function?: string | undefined; callers: readonly string[] } }) {
  if (!crash?.function) return null;
  const [caller] = crash.callers;
  return (
    <>
      It happened in <b>{called(crash.function)}</b>
      {caller ? (
        <>
          , called by <b>{called(caller)}</b>
        </>
      ) : null}
      .{' '}
    </>
  );
}

function called(name: string): string {
  return name.endsWith(')') ? name : `${name}()`;
}

function Prose({ text }: { text: string }) {
  return text.split('`').map((part, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other identity
    i % 2 === 1 ? <code key={i}>{part}</code> : <Fragment key={i}>{part}</Fragment>,
  );
}

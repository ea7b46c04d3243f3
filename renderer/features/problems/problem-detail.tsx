/** One problem explained: what it is, why, the ways out, and the tool's own line. */
import { ChevronDown, ChevronUp, ScrollText } from 'lucide-react';
import { useStore } from 'zustand';
import type { FoundProblem } from '../../app/activity.ts';
import { hasCommand, runCommand } from '../../app/commands.ts';
import { openFile } from '../../app/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { FixRow } from './fix-row.tsx';
import { ProblemText } from './problem-text.tsx';
import { problemsStore, stepInList } from './problems-store.ts';
import './problem-detail.css';

export function ProblemDetail({ found }: { found: FoundProblem }) {
  const order = useStore(problemsStore, (state) => state.view.order);
  const { problem } = found;
  const best = problem.fixes.findIndex((fix) => fix.kind !== 'dead-end');
  return (
    <section className="problem-detail" aria-label="Problem details">
      <div className="problem-detail__head">
        <h3 className="t-heading-small">
          <ProblemText text={problem.title} />
        </h3>
        <span className="problem-detail__place t-num">
          Problem {order.indexOf(found) + 1} of {order.length}
        </span>
        <IconButton label="Previous problem" icon={ChevronUp} onClick={() => stepInList(-1)} />
        <IconButton label="Next problem" icon={ChevronDown} onClick={() => stepInList(1)} />
      </div>
      {problem.why ? (
        <p className="problem-detail__why selectable">
          <ProblemText text={problem.why} />
        </p>
      ) : null}
      {problem.fixes.length > 0 ? (
        <ul className="problem-detail__fixes" aria-label="Ways out">
          {problem.fixes.map((fix, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: fixes have no identity of their own
            <FixRow key={index} fix={fix} best={index === best} />
          ))}
        </ul>
      ) : null}
      {problem.related && problem.related.length > 0 ? (
        <ul className="problem-detail__related" aria-label="Related places">
          {problem.related.map(({ message, at }) => (
            <li key={`${at.file}:${at.line}:${message}`}>
              <ProblemText text={message} />{' '}
              {at.file.startsWith('/') ? (
                <code>
                  {at.file}:{at.line}
                </code>
              ) : (
                <Button kind="link" onClick={() => openFile(at.file, { line: at.line, column: at.column })}>
                  {at.file}:{at.line}
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <Evidence found={found} />
    </section>
  );
}

function Evidence({ found }: { found: FoundProblem }) {
  const { problem, source } = found;
  const { firstLine } = problem.evidence;
  if (!problem.quote && firstLine === 0) return null;
  const command = source === 'build' ? 'build.revealLine' : 'serial.show';
  const place = source === 'build' ? 'the build log' : 'the serial text';
  return (
    <div className="problem-detail__evidence">
      <Icon of={ScrollText} size={14} />
      <code className="t-log selectable">{problem.quote ?? ''}</code>
      {firstLine > 0 && hasCommand(command) ? (
        <Button
          kind="link"
          onClick={() => void (source === 'build' ? runCommand(command, firstLine) : runCommand(command))}
        >
          Line {firstLine} of {place}
        </Button>
      ) : null}
    </div>
  );
}

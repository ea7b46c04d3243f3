/** One way out of a problem: what it does, a preview, and the button that carries it out. Dead ends are named as such. */
import { ArrowRight, Ban, Code, SquareTerminal, WandSparkles, Zap } from 'lucide-react';
import { useState } from 'react';
import type { Fix } from '#core/contract/problem.ts';
import { runCommand } from '../../app/commands.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon, type IconType } from '../../ui/icon.tsx';
import { ProblemText } from './problem-text.tsx';
import { commandLine, fixVerb } from './problem-words.ts';
import './fix-row.css';

const ICONS: Readonly<Record<Exclude<Fix['kind'], 'dead-end'>, IconType>> = {
  edit: Code,
  command: SquareTerminal,
  open: ArrowRight,
  action: Zap,
};

/** @param best the first one that helps: the one to try */
export function FixRow({ fix, best }: { fix: Fix; best: boolean }) {
  const [busy, setBusy] = useState(false);
  if (fix.kind === 'dead-end') {
    return (
      <li className="fix-row fix-row--dead-end">
        <Icon of={Ban} />
        <span>
          <ProblemText text={fix.title} />
        </span>
      </li>
    );
  }
  const carryOut = async () => {
    setBusy(true);
    await runCommand('editor.applyFix', fix);
    setBusy(false);
  };
  return (
    <li className={classNames('fix-row', best && 'fix-row--best')}>
      <Icon of={best && fix.kind === 'edit' ? WandSparkles : ICONS[fix.kind]} className="fix-row__icon" />
      <span className="fix-row__text">
        <span className="fix-row__title">
          <ProblemText text={fix.title} />
        </span>
        {fix.effect ? (
          <span className="fix-row__effect">
            <ProblemText text={fix.effect} />
          </span>
        ) : null}
        {fix.kind === 'command' ? <code className="fix-row__command t-log">{commandLine(fix.argv)}</code> : null}
      </span>
      {fix.kind === 'edit' ? (
        <Button size={24} kind="quiet" onClick={() => void runCommand('editor.previewFix', fix)}>
          Preview
        </Button>
      ) : null}
      <Button size={24} kind={best ? 'primary' : 'secondary'} loading={busy} onClick={() => void carryOut()}>
        {fixVerb(fix)}
      </Button>
    </li>
  );
}

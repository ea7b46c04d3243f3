/** "Why can't I?": the reason in a sentence, and the smallest sets of changes that would allow it, tried before they are shown. */
import { Undo2, WandSparkles } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { ConfigFixes, ConfigFixSet, OptionDetails } from '#core/contract/config.ts';
import { previewedLinesStore } from '../../app/config/config-activity.ts';
import type { ConfigSession, LoadedConfig } from '../../app/config/config-session.ts';
import { toastFailure } from '../../app/toasts.ts';
import { Button } from '../../ui/button.tsx';
import { RadioCard, RadioMark } from '../../ui/radio.tsx';
import { focus, select } from './config-store.ts';
import { DiffPreview } from './diff-preview.tsx';
import { TextWithOptions } from './option-link.tsx';
import { costText } from './receipts.tsx';
import { useAnswer } from './use-answer.ts';

type Obstacle = NonNullable<OptionDetails['obstacle']>;
const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five'];

export interface WhyCantIProps {
  session: ConfigSession;
  config: LoadedConfig;
  details: OptionDetails;
  obstacle: Obstacle;
}

export function WhyCantI({ session, config, details, obstacle }: WhyCantIProps) {
  const { option } = details;
  const question = `${session.id} ${option} ${obstacle.wanted}`;
  const { value: fixes, failure } = useAnswer(question, config.revision, (signal) =>
    session.tell('config.fixes', { option, value: obstacle.wanted }, signal),
  );
  const title = obstacle.heldBy.length > 0 ? 'Why can’t I turn it off?' : 'Why can’t I?';
  return (
    <section className="option-part" aria-label="Why can’t I?">
      <h3 className="option-part__title">
        {title}{' '}
        <span aria-live="polite">{fixes ? summary(fixes) : failure ? failure.message : 'Looking for a way'}</span>
      </h3>
      <p className="why-reason">
        <TextWithOptions text={obstacle.message} />
      </p>
      {fixes ? <Sets key={`${option} ${obstacle.wanted}`} session={session} details={details} fixes={fixes} /> : null}
    </section>
  );
}

function summary({ sets, complete }: ConfigFixes): string {
  if (sets.length === 0)
    return complete ? 'No set of changes would allow it.' : 'No way was found in the time for looking.';
  if (sets.length === 1) return 'One set of changes would allow it. Nothing changes before you apply it.';
  return `${numbers[sets.length] ?? sets.length} smallest sets of changes would allow it. Nothing changes before you apply one.`;
}

function Sets({ session, details, fixes }: { session: ConfigSession; details: OptionDetails; fixes: ConfigFixes }) {
  const name = useId();
  const [chosen, setChosen] = useState(0);
  const [applying, setApplying] = useState(false);
  const set = fixes.sets[Math.min(chosen, fixes.sets.length - 1)];
  useEffect(() => {
    const lines = set?.diff.filter(({ kind }) => kind === 'removed').map(({ text }) => text) ?? [];
    previewedLinesStore.setState({ lines });
    return () => previewedLinesStore.setState({ lines: [] });
  }, [set]);
  if (!set) return <Excluding fixes={fixes} />;
  const apply = async () => {
    setApplying(true);
    const steps = set.steps.map(({ option, to }) => ({ option, to }));
    const answer = await session.tell('config.apply', { steps });
    setApplying(false);
    if (!answer.ok) toastFailure(answer.error);
  };
  return (
    <>
      <div className="fix-cards" role="radiogroup" aria-label="Sets of changes">
        {fixes.sets.map((each, index) => (
          <FixCard
            key={each.title}
            name={name}
            set={each}
            best={index === 0 && fixes.sets.length > 1}
            checked={each === set}
            onSelect={() => setChosen(index)}
          />
        ))}
      </div>
      <DiffPreview title={`Preview of ${session.source.file}`} lines={set.diff} />
      <div className="fix-foot">
        <Button kind="primary" icon={WandSparkles} loading={applying} onClick={() => void apply()}>
          Apply fix
        </Button>
        <Button kind="quiet" onClick={() => showInTree(details)}>
          Show in tree
        </Button>
        <span className="fix-foot__undo">
          <Undo2 size={14} aria-hidden="true" /> One Undo takes it all back
        </span>
      </div>
    </>
  );
}

function showInTree(details: OptionDetails): void {
  const node = details.places.find((place) => place.node !== null)?.node;
  if (node !== undefined && node !== null) select(node, { jump: true });
  focus('tree');
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

interface FixCardProps {
  name: string;
  set: ConfigFixSet;
  best: boolean;
  checked: boolean;
  onSelect(): void;
}

function FixCard({ name, set, best, checked, onSelect }: FixCardProps) {
  return (
    <RadioCard name={name} label={sentence(set.title)} checked={checked} onSelect={onSelect} className="fix-card">
      <span className="fix-card__line">
        <RadioMark on={checked} />
        <span className="fix-card__title">{sentence(set.title)}</span>
        {best ? <span className="badge badge--accent">smallest</span> : null}
      </span>
      <span className="fix-card__facts">
        {counted(set.steps.length, 'change', 'changes')}
        {set.follows.length > 0
          ? `, ${set.follows.length} more ${set.follows.length === 1 ? 'follows' : 'follow'}`
          : ''}
        {set.cost ? ` · ${costText(set.cost)}` : ''}
      </span>
    </RadioCard>
  );
}

function Excluding({ fixes }: { fixes: ConfigFixes }) {
  if (fixes.excluding.length === 0) return null;
  return (
    <div className="why-reason">
      <p>
        {fixes.excluding.length === 1 ? 'Nothing that can be set brings this about:' : 'These cannot hold together:'}
      </p>
      <ul className="why-reason__list">
        {fixes.excluding.map((part) => (
          <li key={part}>
            <code>{part}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

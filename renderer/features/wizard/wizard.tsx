/** The wizard: a few steps from a family to a project, each one answered in advance, nothing written before Create. */
import { ArrowRight } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { appInfoStore, expandTilde } from '../../app/app-info.ts';
import { familyStore } from '../../app/families.ts';
import { createProject } from '../../app/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FamilyStep } from './family-step.tsx';
import { PlaceStep } from './place-step.tsx';
import { PreviewStep } from './preview-step.tsx';
import { SourceStep } from './source-step.tsx';
import { TemplateStep } from './template-step.tsx';
import { usePlaceCheck } from './use-place-check.ts';
import { closeWizard, goToStep, type Step, stepsOf, wanted, wizardStore } from './wizard-store.ts';
import './wizard.css';

const questions: Readonly<Record<Step, string>> = {
  Family: 'Which kind of unikernel? You can keep projects of every kind side by side.',
  'Language and template': 'What is it written in, what does it begin with, and which processor is it for?',
  Sources: 'Which source trees is it built from?',
  'Name and place': 'What is it called, and where does it live?',
  'Preview and create': 'These files will be written, and nothing else.',
};

export default function Wizard() {
  const state = useStore(wizardStore);
  const families = useStore(familyStore, (store) => store.families);
  const home = useStore(appInfoStore, (store) => store.info?.home);
  const [creating, setCreating] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const next = useRef<HTMLButtonElement>(null);
  const family = families.find((card) => card.id === state.family) ?? null;
  const template = family?.templates.find((other) => other.id === state.template) ?? null;
  const choice = wanted({ ...state, location: expandTilde(state.location, home) });
  const steps = stepsOf(family);
  const step = steps[state.step] ?? 'Family';
  const place = usePlaceCheck(step === 'Name and place' || step === 'Preview and create' ? choice : null);
  const last = state.step === steps.length - 1;
  const may: boolean = {
    Family: family?.available === true,
    'Language and template': template !== null && state.arch !== null,
    Sources: true,
    'Name and place': choice !== null && place.checked && place.problem === null,
    'Preview and create': choice !== null && place.problem === null,
  }[step];

  const create = async () => {
    if (!choice || !template) return;
    setCreating(true);
    setFailure(null);
    const made = await createProject(choice, template.entry);
    setCreating(false);
    if (made.ok) closeWizard();
    else if (made.error.code !== 'cancelled')
      setFailure([made.error.message, made.error.hint].filter(Boolean).join(' '));
  };
  // What had the focus may be gone with its step; the new step has taken it already where it wants it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for each step, and when the families are known at last
  useLayoutEffect(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body || focused.getAttribute('role') === 'dialog') next.current?.focus();
  }, [state.step, may]);
  const forth = () => {
    if (!may) return;
    if (last) void create();
    else goToStep(state.step + 1);
  };

  return (
    <Dialog
      open
      onClose={closeWizard}
      className="wizard"
      title="New project"
      description={questions[step]}
      width={1040}
      height={776}
      initialFocus={next}
      head={<Steps steps={steps} current={state.step} reached={state.step} />}
      foot={
        <>
          <span className="wizard__note" role={failure ? 'alert' : undefined}>
            {failure ? (
              <span className="t-err">{failure}</span>
            ) : (
              'Projects stay ordinary folders: they build without the studio.'
            )}
          </span>
          <Button kind="quiet" onClick={closeWizard}>
            Cancel
          </Button>
          <Button disabled={state.step === 0 || creating} onClick={() => goToStep(state.step - 1)}>
            Back
          </Button>
          <Button
            ref={next}
            kind="primary"
            disabled={!may}
            loading={creating}
            {...(last ? {} : { iconAfter: ArrowRight })}
            onClick={forth}
          >
            {last ? 'Create' : 'Next'}
          </Button>
        </>
      }
    >
      <form
        className="wizard__step"
        aria-label={step}
        onSubmit={(event) => {
          event.preventDefault();
          forth();
        }}
      >
        {step === 'Family' ? <FamilyStep /> : null}
        {step === 'Language and template' && family ? <TemplateStep family={family} /> : null}
        {step === 'Sources' ? <SourceStep /> : null}
        {step === 'Name and place' ? <PlaceStep check={place} /> : null}
        {step === 'Preview and create' && choice ? (
          <PreviewStep choice={choice} entry={template?.entry ?? null} />
        ) : null}
        {/* Enter in a field goes on; a form needs a button for that. */}
        <button type="submit" hidden disabled={!may} />
      </form>
    </Dialog>
  );
}

function Steps({ steps, current, reached }: { steps: readonly Step[]; current: number; reached: number }) {
  return (
    <ol className="wizard__steps">
      {steps.map((name, index) => (
        <li
          key={name}
          aria-current={index === current ? 'step' : undefined}
          className={index <= reached ? 'wizard__step-name wizard__step-name--reached' : 'wizard__step-name'}
        >
          {index < current ? (
            <button type="button" className="wizard__step-link" onClick={() => goToStep(index)}>
              <span className="wizard__step-number">{index + 1}</span>
              {name}
            </button>
          ) : (
            <>
              <span className="wizard__step-number">{index + 1}</span>
              {name}
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

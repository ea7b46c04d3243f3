/** Step 2: language, template, processor. What cannot be chosen together is shown, and cannot be chosen. */
import { FileCode } from 'lucide-react';
import { useStore } from 'zustand';
import type { FamilyCard } from '#core/contract/project.ts';
import { toolchainStore } from '../../app/toolchain.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconTile } from '../../ui/icon-tile.tsx';
import { Radio, RadioCard, RadioMark } from '../../ui/radio.tsx';
import { chooseLanguage, chooseTemplate, wizardStore } from './wizard-store.ts';

export function TemplateStep({ family }: { family: FamilyCard }) {
  const { language, template, arch } = useStore(wizardStore);
  const report = useStore(toolchainStore, (state) => state.report);
  const chosen = family.templates.find((other) => other.id === template);
  const readiness = report?.families.find((other) => other.family === family.id);
  const shown = family.templates.filter((other) => other.language === language);
  return (
    <div className="template-step">
      <fieldset className="template-step__group">
        <legend className="wizard__legend">Language</legend>
        <div className="template-step__line">
          {family.languages.map((name) => (
            <Radio
              key={name}
              name="language"
              label={name}
              checked={name === language}
              disabled={!family.templates.some((other) => other.language === name)}
              onSelect={() => chooseLanguage(family, name)}
            />
          ))}
        </div>
      </fieldset>
      <fieldset className="template-step__group">
        <legend className="wizard__legend">Template</legend>
        <div className="template-step__cards">
          {shown.map((option) => (
            <RadioCard
              key={option.id}
              name="template"
              label={option.title}
              checked={option.id === template}
              onSelect={() => chooseTemplate(option)}
            >
              <span className="template-card">
                <IconTile of={FileCode} tone={option.id === template ? 'accent' : 'plain'} />
                <span className="template-card__text">
                  <span className="t-strong">{option.title}</span>
                  <span className="t-second">{option.summary}</span>
                </span>
                <RadioMark on={option.id === template} />
              </span>
            </RadioCard>
          ))}
        </div>
      </fieldset>
      <fieldset className="template-step__group">
        <legend className="wizard__legend">Processor</legend>
        <div className="template-step__line">
          {family.archs.map((name) => (
            <Radio
              key={name}
              name="arch"
              label={name}
              checked={name === arch}
              disabled={!chosen?.archs.includes(name)}
              onSelect={() => wizardStore.setState({ arch: name })}
            />
          ))}
          {readiness && !readiness.ready ? <Badge tone="warn">tools are missing</Badge> : null}
        </div>
        <p className="t-small t-third">
          It can be changed later, in the title bar. Another processor than this computer’s needs its cross compiler.
        </p>
      </fieldset>
    </div>
  );
}

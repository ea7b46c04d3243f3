/** Step 1: a card for each family, with what it needs, whether that is here, and what its smallest program measures. */
import { Check, Clock, Info, TriangleAlert, X } from 'lucide-react';
import { useStore } from 'zustand';
import type { FamilyCard } from '#core/contract/project.ts';
import type { FamilyReadiness } from '#core/contract/toolchain.ts';
import { familyStore } from '../../app/families.ts';
import { familyIcon } from '../../app/family-icon.ts';
import { toolchainStore } from '../../app/toolchain.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconTile } from '../../ui/icon-tile.tsx';
import { RadioCard, RadioMark } from '../../ui/radio.tsx';
import { shownFacts } from './shown-facts.ts';
import { chooseFamily, logShare, wizardStore } from './wizard-store.ts';

export function FamilyStep() {
  const families = useStore(familyStore, (state) => state.families);
  const chosen = useStore(wizardStore, (state) => state.family);
  const report = useStore(toolchainStore, (state) => state.report);
  return (
    <>
      <fieldset className="family-cards">
        <legend className="sr-only">Family</legend>
        {families.map((family) => (
          <Card
            key={family.id}
            family={family}
            readiness={report?.families.find((other) => other.family === family.id) ?? null}
            looking={report === null}
            chosen={family.id === chosen}
          />
        ))}
      </fieldset>
      <MeasuredNote families={families} />
    </>
  );
}

interface CardProps {
  family: FamilyCard;
  readiness: FamilyReadiness | null;
  looking: boolean;
  chosen: boolean;
}

function Card({ family, readiness, looking, chosen }: CardProps) {
  return (
    <RadioCard
      name="family"
      label={family.name}
      checked={chosen}
      disabled={!family.available}
      onSelect={() => chooseFamily(family)}
      className="family-card"
    >
      <span className="family-card__head">
        <IconTile of={familyIcon(family.icon)} tone={chosen ? 'accent' : 'plain'} />
        <span className="t-heading">{family.name}</span>
        <span className="t-small t-third family-card__version">{family.version}</span>
        <StateBadge family={family} readiness={readiness} looking={looking} />
        <RadioMark on={chosen} />
      </span>
      <span className="family-card__summary">{family.summary}</span>
      <span className="family-card__badges">
        {family.languages.map((language) => (
          <Badge key={language}>{language}</Badge>
        ))}
        <span className="family-card__bar" />
        {family.archs.map((arch) => (
          <Badge key={arch} outlined>
            {arch}
          </Badge>
        ))}
      </span>
      <span className="family-card__needs">{readiness ? <Needs facts={readiness.facts} /> : null}</span>
      <span className="family-card__measured">
        <Bar
          label="Image"
          share={family.measured ? logShare(family.measured.imageBytes, 4096, 8 << 20) : null}
          text={family.measured ? formatBytes(family.measured.imageBytes) : 'not measured'}
          on={chosen}
        />
        <Bar
          label="Boot"
          share={family.measured ? logShare(family.measured.bootMs, 20, 5000) : null}
          text={family.measured ? `${(family.measured.bootMs / 1000).toFixed(2)} s` : 'not measured'}
          on={chosen}
        />
      </span>
    </RadioCard>
  );
}

function Needs({ facts }: { facts: FamilyReadiness['facts'] }) {
  const { shown, more } = shownFacts(facts);
  return (
    <>
      {shown.map((fact) => (
        <span key={fact.text} className={fact.ok ? 'family-card__need' : 'family-card__need t-warn'}>
          <Icon of={fact.ok ? Check : X} size={14} className={fact.ok ? 't-ok' : 't-warn'} />
          {fact.text}
        </span>
      ))}
      {more.length > 0 ? (
        <span title={more.map(({ text }) => text).join(', ')}>
          <span aria-hidden="true">+{more.length}</span>
          <span className="sr-only">{more.map(({ text }) => text).join(', ')}</span>
        </span>
      ) : null}
    </>
  );
}

function StateBadge({ family, readiness, looking }: Omit<CardProps, 'chosen'>) {
  if (!family.available)
    return (
      <Badge icon={Clock} className="family-card__state">
        Not in this version
      </Badge>
    );
  if (readiness?.ready)
    return (
      <Badge tone="ok" icon={Check} className="family-card__state">
        Ready
      </Badge>
    );
  if (readiness)
    return (
      <Badge tone="warn" icon={TriangleAlert} className="family-card__state">
        {readiness.missing === 1 ? '1 tool missing' : `${readiness.missing} tools missing`}
      </Badge>
    );
  return <Badge className="family-card__state">{looking ? 'Looking at the tools' : 'Tools not known'}</Badge>;
}

function Bar({ label, share, text, on }: { label: string; share: number | null; text: string; on: boolean }) {
  return (
    <span className="measure">
      <span className="measure__label">{label}</span>
      <span className="measure__track">
        {share === null ? null : (
          <span
            className={on ? 'measure__fill measure__fill--on' : 'measure__fill'}
            style={{ width: `${share * 100}%` }}
          />
        )}
      </span>
      <span className={share === null ? 'measure__text measure__text--none' : 'measure__text'}>{text}</span>
    </span>
  );
}

/** Says where the figures come from: a figure without a source is worth nothing. */
function MeasuredNote({ families }: { families: readonly FamilyCard[] }) {
  const from = (where: 'this-computer' | 'reference') =>
    families.filter(({ measured }) => measured?.where === where).map(({ name }) => name);
  const [here, elsewhere] = [from('this-computer'), from('reference')];
  const parts = [
    here.length > 0 ? `${join(here)} measured on this computer` : '',
    elsewhere.length > 0 ? `${join(elsewhere)} on a reference machine` : '',
  ].filter(Boolean);
  return (
    <p className="wizard__measured t-small t-second">
      <Icon of={Info} size={14} />
      {parts.length === 0
        ? 'Size and boot time are shown once a hello world of the family was built and booted.'
        : `Hello-world images: ${parts.join(', ')}. Bars are on a logarithmic scale.`}
    </p>
  );
}

function join(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

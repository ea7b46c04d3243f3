/** Everything about one option: value and why it has it, help, what it depends on, what stands in the way, what it costs. */
import { CircleX, Link2, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OptionDetails } from '#core/contract/config.ts';
import type { ConfigSession, LoadedConfig } from '../../app/config/config-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ConditionTable, topLevel, verdict } from './condition-table.tsx';
import { Help } from './help.tsx';
import { PageHead } from './page-head.tsx';
import { PlaceLink } from './place-link.tsx';
import { Receipts } from './receipts.tsx';
import { Relations } from './relations.tsx';
import { useAnswer } from './use-answer.ts';
import { ValueField } from './value-field.tsx';
import { ValueReason } from './value-reason.tsx';
import { WhyCantI } from './why-cant-i.tsx';

export interface OptionDetailsViewProps {
  session: ConfigSession;
  config: LoadedConfig;
  option: string;
}

export function OptionDetailsView({ session, config, option }: OptionDetailsViewProps) {
  const { value: details, failure } = useAnswer(`${session.id} ${option}`, config.revision, (signal) =>
    session.tell('config.details', { option }, signal),
  );
  const title = config.tree.promptOf(option) || option;
  return (
    <article className="option-details">
      <PageHead config={config} title={title} badge={details ? <State details={details} /> : null}>
        {details ? <Identity details={details} /> : <p className="option-head__identity">&nbsp;</p>}
      </PageHead>
      {failure ? <EmptyState icon={CircleX} tone="err" title={failure.message} text={failure.hint} /> : null}
      {details ? <Body key={option} session={session} config={config} details={details} /> : null}
    </article>
  );
}

function State({ details }: { details: OptionDetails }) {
  if (!details.obstacle) return null;
  if (details.obstacle.heldBy.length > 0)
    return (
      <Badge tone="accent" icon={Link2}>
        Selected by another
      </Badge>
    );
  // It can be set, only not to every value.
  return details.obstacle.code === 'limited' ? (
    <Badge tone="warn" icon={Lock}>
      Limited
    </Badge>
  ) : (
    <Badge tone="err" icon={Lock}>
      Blocked
    </Badge>
  );
}

function Identity({ details }: { details: OptionDetails }) {
  const place = details.places[0];
  return (
    <p className="option-head__identity">
      {details.name ? <code className="selectable">{details.name}</code> : null}
      <code className="t-second">{details.type}</code>
      {place ? (
        <span className="option-head__place">
          <PlaceLink at={place.at} />
        </span>
      ) : null}
    </p>
  );
}

function Body({ session, config, details }: { session: ConfigSession; config: LoadedConfig; details: OptionDetails }) {
  const condition = details.dependency;
  const ownCondition = details.places.length === 1 ? (details.places[0]?.condition ?? []) : [];
  // A prompt may have a condition of its own beside what the option depends on.
  const parts = condition.length > 0 ? condition : ownCondition;
  return (
    <>
      <dl className="facts">
        <Row name="Value">
          <ValueField config={config} details={details} />
          <ValueReason details={details} />
        </Row>
        <Row name="Help">{details.help ? <Help text={details.help} /> : <span className="t-third">none</span>}</Row>
        <Relations details={details} />
        {details.places.length > 1 ? (
          <Row name="Also at">
            {details.places.slice(1).map((place) => (
              <span key={`${place.at.file}:${place.at.line}`} className="facts__place">
                {[...place.path, place.prompt].join(' › ')} <PlaceLink at={place.at} short />
              </span>
            ))}
          </Row>
        ) : null}
        <Receipts option={details.option} />
      </dl>
      {parts.length > 0 ? (
        <section className="option-part" aria-label="Depends on">
          <h3 className="option-part__title">
            Depends on <span>{verdict(parts)}</span>
          </h3>
          {topLevel(parts).length > 0 ? <ConditionTable parts={parts} /> : null}
        </section>
      ) : null}
      {details.obstacle ? (
        <WhyCantI session={session} config={config} details={details} obstacle={details.obstacle} />
      ) : null}
    </>
  );
}

export function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="facts__row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What the option selects and implies, what does so to it, and what depends on it; what acts now is told from what could. */

import { useState } from 'react';
import type { OptionDetails } from '#core/contract/config.ts';
import { Button } from '../../ui/button.tsx';
import { Row } from './option-details-view.tsx';
import { OptionLink } from './option-link.tsx';

const SHOWN = 8;

interface Named {
  readonly option: string;
  readonly active?: boolean;
  readonly condition?: string;
  readonly value: string;
}

export function Relations({ details }: { details: OptionDetails }) {
  const { selects, selectedBy, implies, impliedBy, dependents, dependentsTotal } = details;
  return (
    <>
      {selects.length > 0 ? (
        <Row name="Selects">
          <Names of={selects} />
        </Row>
      ) : null}
      {implies.length > 0 ? (
        <Row name="Implies">
          <Names of={implies} />
        </Row>
      ) : null}
      <Row name="Selected by">{selectedBy.length > 0 ? <Names of={selectedBy} acting /> : 'nothing'}</Row>
      {impliedBy.length > 0 ? (
        <Row name="Implied by">
          <Names of={impliedBy} acting />
        </Row>
      ) : null}
      {dependents.length > 0 ? (
        <Row name="Needed by">
          <Names of={dependents} total={dependentsTotal} />
        </Row>
      ) : null}
    </>
  );
}

/** `acting`: those that have their effect now come first, and are said to. */
function Names({ of, acting = false, total = of.length }: { of: readonly Named[]; acting?: boolean; total?: number }) {
  const [all, setAll] = useState(false);
  const sorted = acting ? [...of].sort((a, b) => Number(b.active) - Number(a.active)) : of;
  const shown = all ? sorted : sorted.slice(0, SHOWN);
  return (
    <span className="names">
      {shown.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one option may select another twice, under two conditions
        <span key={index} className={acting && !each.active ? 'names__idle' : undefined}>
          <OptionLink option={each.option} />
          {acting && each.active ? <span className="t-third"> now</span> : null}
          {each.condition ? <span className="t-third"> if {each.condition}</span> : null}
          {index < shown.length - 1 ? ', ' : ''}
        </span>
      ))}
      {!all && sorted.length > SHOWN ? (
        <Button kind="link" onClick={() => setAll(true)}>
          and {(total - SHOWN).toLocaleString('en')} more
        </Button>
      ) : total > of.length ? (
        <span className="t-third"> and {(total - of.length).toLocaleString('en')} more</span>
      ) : null}
    </span>
  );
}

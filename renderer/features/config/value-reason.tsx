/** Where a value comes from: a badge, a sentence with links, file and line. */
import type { OptionDetails } from '#core/contract/config.ts';
import { Badge } from '../../ui/badge.tsx';
import { TextWithOptions } from './option-link.tsx';
import { PlaceLink } from './place-link.tsx';

const words: Readonly<Record<OptionDetails['origin'], string>> = {
  user: 'set by you',
  default: 'default',
  selected: 'selected',
  implied: 'implied',
  choice: 'default',
  unset: 'default',
};

export function ValueReason({ details }: { details: OptionDetails }) {
  const [first, ...others] = details.because;
  return (
    <span className="value-reason">
      <Badge tone={details.origin === 'user' ? 'accent' : 'plain'}>{words[details.origin]}</Badge>
      {first ? (
        <span className="t-second">
          <TextWithOptions text={first.text} /> {first.at ? <PlaceLink at={first.at} short /> : null}
        </span>
      ) : null}
      {others.map((reason) => (
        <span key={reason.text} className="t-second">
          · <TextWithOptions text={reason.text} /> {reason.at ? <PlaceLink at={reason.at} short /> : null}
        </span>
      ))}
      {details.savedValue !== null && details.savedValue !== details.value ? (
        <span className="t-third">
          saved: <code>{details.savedValue === '' ? 'none' : details.savedValue}</code>
        </span>
      ) : null}
      {details.unknownBecause.length > 0 ? (
        <span className="t-warn">
          unknown: it depends on <code>{details.unknownBecause[0]}</code>, which was not run
        </span>
      ) : null}
    </span>
  );
}

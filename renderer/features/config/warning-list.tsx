/** What of the configuration did not turn out as it was asked for, and what is wrong with the files that declare it. */
import { CircleX, Info, TriangleAlert } from 'lucide-react';
import type { ConfigPlace } from '#core/contract/config.ts';
import type { ConfigSession, LoadedConfig } from '../../app/config/config-session.ts';
import { Icon } from '../../ui/icon.tsx';
import { OptionLink, TextWithOptions } from './option-link.tsx';
import { PlaceLink } from './place-link.tsx';
import { useAnswer } from './use-answer.ts';

const icons = { error: CircleX, warning: TriangleAlert, info: Info };
const tones = { error: 't-err', warning: 't-warn', info: 't-second' };

interface Line {
  readonly severity: keyof typeof icons;
  readonly message: string;
  readonly option: string | null;
  readonly at: ConfigPlace | null;
}

export function WarningList({ session, config }: { session: ConfigSession; config: LoadedConfig }) {
  const { value, failure } = useAnswer(session.id, config.revision, () => session.ask('config.warnings'));
  if (failure) return <p className="t-err">{failure.message}</p>;
  if (!value) return <p className="t-third">Looking through the options</p>;
  const lines: readonly Line[] = [
    ...value.warnings,
    ...config.problems.map((problem) => ({ ...problem, option: null })),
  ];
  if (lines.length === 0) return <p className="t-third">None: every value is what it was asked to be.</p>;
  return (
    <ul className="warnings" aria-label="Warnings">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two warnings may say the same about one place
        <li key={index} className="warnings__row">
          <Icon of={icons[line.severity]} size={14} className={tones[line.severity]} />
          <span className="warnings__text">
            <span className="sr-only">{line.severity}: </span>
            <TextWithOptions text={line.message} />
            {line.option && !line.message.includes(line.option) ? (
              <>
                {' '}
                <OptionLink option={line.option} />
              </>
            ) : null}
          </span>
          {line.at ? <PlaceLink at={line.at} short /> : null}
        </li>
      ))}
      {value.truncated ? <li className="t-third">There are more.</li> : null}
    </ul>
  );
}

/** The configuration beside another one, option by option: the saved file, the defaults, or any .config. */
import { CircleX, FileDiff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ConfigComparison } from '#core/contract/config.ts';
import { openConfig, useSession } from '../../app/config/config-activity.ts';
import type { ConfigSession, LoadedConfig } from '../../app/config/config-session.ts';
import type { EditorProps } from '../../app/contributions.ts';
import { openEditor } from '../../app/editors.ts';
import { toastFailure } from '../../app/toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { type CompareWith, configInput } from './config-input.ts';
import { jumpTo } from './config-store.ts';
import { useAnswer } from './use-answer.ts';
import './config-page.css';
import './compare-table.css';

/** More rows than a page can hold at once; the rest is told. */
const SHOWN = 400;
type CompareRow = ConfigComparison['rows'][number];

export default function ComparePage({ input }: EditorProps) {
  const session = useSession();
  useEffect(() => {
    void openConfig();
  }, []);
  const other = (input.data as CompareWith | undefined) ?? { kind: 'saved' };
  if (!session) return <EmptyState icon={FileDiff} title="No configuration is open" />;
  return <Page key={session.id} session={session} other={other} />;
}

function Page({ session, other }: { session: ConfigSession; other: CompareWith }) {
  const config = useStore(session.store, (state) => state.config);
  const question = config ? `${session.id} ${JSON.stringify(other)}` : null;
  const { value, failure } = useAnswer(question, config?.revision ?? 0, (signal) =>
    session.tell('config.compare', { with: other }, signal),
  );
  if (failure) return <EmptyState icon={CircleX} tone="err" title={failure.message} text={failure.hint} />;
  if (!config || !value) return <div className="config-page" aria-busy="true" />;
  return <Comparison session={session} config={config} comparison={value} />;
}

interface ComparisonProps {
  session: ConfigSession;
  config: LoadedConfig;
  comparison: ConfigComparison;
}

function Comparison({ session, comparison }: ComparisonProps) {
  const [all, setAll] = useState(false);
  const settable = comparison.rows.filter((row) => row.settable);
  const rows = all ? comparison.rows : settable;
  const following = comparison.rows.length - settable.length;
  return (
    <ScrollRegion label="Comparison" className="config-page" autofocus>
      <div className="config-page__content">
        <h2 className="t-title-small">Compared with {comparison.title}</h2>
        <p className="config-page__lead">
          {comparison.rows.length === 0
            ? 'There is no difference.'
            : `${settable.length} ${settable.length === 1 ? 'option differs' : 'options differ'}${following > 0 ? `, ${following} more follow from them` : ''}.`}
        </p>
        {following > 0 ? <Checkbox label="Also show what follows" checked={all} onChange={setAll} /> : null}
        {rows.length > 0 ? (
          <table className="compare-table" aria-label="Differences">
            <thead>
              <tr>
                <th scope="col">Option</th>
                <th scope="col">Here</th>
                <th scope="col">There</th>
                <th scope="col">
                  <span className="sr-only">What can be done</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, SHOWN).map((row) => (
                <Difference key={row.option} session={session} row={row} />
              ))}
            </tbody>
          </table>
        ) : null}
        {rows.length > SHOWN ? <p className="t-third">{rows.length - SHOWN} more are not shown.</p> : null}
      </div>
    </ScrollRegion>
  );
}

function Difference({ session, row }: { session: ConfigSession; row: CompareRow }) {
  const take = async () => {
    const answer = await session.tell('config.apply', { steps: [{ option: row.option, to: row.there }] });
    if (!answer.ok) toastFailure(answer.error);
  };
  const show = () => {
    if (jumpTo(row.option)) openEditor(configInput());
  };
  return (
    <tr>
      <th scope="row">
        <button type="button" className="option-link option-link--live" onClick={show}>
          {row.option}
        </button>
        <span className="compare-table__prompt">{row.prompt}</span>
      </th>
      <td>
        <code className="compare-table__here">{row.here === '' ? 'none' : row.here}</code>
      </td>
      <td>
        <code className="compare-table__there">{row.there === '' ? 'none' : row.there}</code>
      </td>
      <td>
        {row.settable ? (
          <Button
            size={24}
            aria-label={`Take ${row.there || 'no value'} for ${row.option}`}
            onClick={() => void take()}
          >
            Take theirs
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

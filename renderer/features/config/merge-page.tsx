/** The file changed on the disk beside unsaved edits: option by option, mine or theirs. Nothing is written before "Take over". */
import { GitMerge } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ConfigMerge } from '#core/contract/config.ts';
import { openConfig, useSession } from '../../app/config/config-activity.ts';
import type { ConfigSession } from '../../app/config/config-session.ts';
import type { EditorProps } from '../../app/contributions.ts';
import { keyOf } from '../../app/editor-groups.ts';
import { closeTab, openEditor } from '../../app/editors.ts';
import { toast, toastFailure } from '../../app/toasts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Radio } from '../../ui/radio.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { configInput } from './config-input.ts';
import { useAnswer } from './use-answer.ts';
import './config-page.css';
import './compare-table.css';

type Side = 'ours' | 'theirs';
type MergeRow = ConfigMerge['rows'][number];

export default function MergePage({ input, groupId }: EditorProps) {
  const session = useSession();
  useEffect(() => {
    void openConfig();
  }, []);
  const close = () => {
    void closeTab(groupId, keyOf(input));
    openEditor(configInput());
  };
  if (!session) return <EmptyState icon={GitMerge} title="No configuration is open" />;
  return <Page key={session.id} session={session} onDone={close} />;
}

function Page({ session, onDone }: { session: ConfigSession; onDone(): void }) {
  const config = useStore(session.store, (state) => state.config);
  const question = config?.conflict ? session.id : null;
  const { value, failure } = useAnswer(question, config?.revision ?? 0, () => session.ask('config.merge'));
  if (config && !config.conflict)
    return (
      <EmptyState
        icon={GitMerge}
        title={`${session.source.file} is the same here and on the disk, or differs by your edits alone`}
        text="There is nothing to merge."
        action={<Button onClick={onDone}>Back to the configuration</Button>}
      />
    );
  if (failure) return <EmptyState icon={GitMerge} tone="err" title={failure.message} text={failure.hint} />;
  if (!value) return <div className="config-page" aria-busy="true" />;
  return <Merge key={value.etag ?? 'gone'} session={session} merge={value} onDone={onDone} />;
}

const startingSide = ({ changedBy }: MergeRow): Side =>
  changedBy === 'theirs' || changedBy === 'same' ? 'theirs' : 'ours';

function Merge({ session, merge, onDone }: { session: ConfigSession; merge: ConfigMerge; onDone(): void }) {
  const [sides, setSides] = useState<ReadonlyMap<string, Side>>(new Map());
  const [busy, setBusy] = useState(false);
  const rows = merge.rows.filter((row) => row.changedBy !== 'same');
  const both = rows.filter((row) => row.changedBy === 'both').length;
  const sideOf = (row: MergeRow) => sides.get(row.option) ?? startingSide(row);
  const choose = (list: readonly MergeRow[], side: Side) =>
    setSides(new Map([...sides, ...list.map(({ option }) => [option, side] as const)]));
  const take = async () => {
    setBusy(true);
    const choices = rows.map((row) => ({ option: row.option, side: sideOf(row) }));
    const answer = await session.tell('config.resolve', { etag: merge.etag, choices });
    setBusy(false);
    if (!answer.ok) {
      toastFailure(answer.error);
      return;
    }
    toast({ tone: 'ok', title: 'Both versions are merged. Save writes the result.', tag: 'config-conflict' });
    onDone();
  };
  return (
    <ScrollRegion label="Merge" className="config-page" autofocus>
      <div className="config-page__content">
        <h2 className="t-title-small">
          {session.source.file} {merge.etag === null ? 'was deleted' : 'changed on disk'} while you were editing
        </h2>
        <p className="config-page__lead">
          Nothing was overwritten. {rows.length} {rows.length === 1 ? 'option differs' : 'options differ'}
          {both > 0 ? `, ${both} of them changed on both sides` : ''}. Choose a side for each.
        </p>
        <div className="merge-sides">
          <Button size={24} onClick={() => choose(rows, 'ours')}>
            All mine
          </Button>
          <Button size={24} onClick={() => choose(rows, 'theirs')}>
            All theirs
          </Button>
        </div>
        <table className="compare-table" aria-label="Options to merge">
          <thead>
            <tr>
              <th scope="col">Option</th>
              <th scope="col">Before</th>
              <th scope="col">Mine, or theirs</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.option}>
                <th scope="row">
                  <code>{row.option}</code>
                  <span className="compare-table__prompt">
                    {row.prompt}
                    {row.changedBy === 'both' ? (
                      <span className="compare-table__both"> changed on both sides</span>
                    ) : null}
                  </span>
                </th>
                <td>
                  <code>{row.base === '' ? 'none' : row.base}</code>
                </td>
                <td>
                  <fieldset className="merge-sides" aria-label={`Side for ${row.option}`}>
                    {(['ours', 'theirs'] as const).map((side) => (
                      <Radio
                        key={side}
                        name={`merge-${row.option}`}
                        label={`${side === 'ours' ? 'Mine' : 'Theirs'}: ${row[side] === '' ? 'none' : row[side]}`}
                        checked={sideOf(row) === side}
                        onSelect={() => choose([row], side)}
                      />
                    ))}
                  </fieldset>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="fix-foot">
          <Button kind="primary" icon={GitMerge} loading={busy} onClick={() => void take()}>
            Take over
          </Button>
          <Button kind="quiet" onClick={onDone}>
            Later
          </Button>
        </div>
      </div>
    </ScrollRegion>
  );
}

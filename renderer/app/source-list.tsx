/** The sources of a project or a template, each with its state, size, progress, and what can be done about it. */
import { Download, FolderOpen, Undo2, X } from 'lucide-react';
import { assertNever } from '#core/base/assert-never.ts';
import type { SourceRow, SourceScope } from '#core/contract/sources.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { formatBytes } from '../ui/format-bytes.ts';
import { ProgressBar } from '../ui/progress.tsx';
import { pickFolder } from './folder-picker.ts';
import { cancelSource, fetchSource } from './sources.ts';
import './source-list.css';

export interface SourceListProps {
  readonly scope: SourceScope;
  readonly rows: readonly SourceRow[];
  /** A folder was chosen for a source; null: the release again. */
  onFolder(row: SourceRow, folder: string | null): void;
}

export function SourceList({ scope, rows, onFolder }: SourceListProps) {
  const choose = async (row: SourceRow) => {
    const folder = await pickFolder({ title: `The folder that holds ${row.name}`, button: 'Use this folder' });
    if (folder !== null) onFolder(row, folder);
  };
  return (
    <div className="source-list">
      {rows.map((row) => (
        <section key={row.id} className="source-row" aria-label={row.name}>
          <div>
            <p className="source-row__head">
              <span className="t-strong">{row.name}</span>
              <span className="t-second">{row.version}</span>
              <Badge tone={stateTone(row)}>{stateWord(row)}</Badge>
            </p>
            <p className="t-small t-third">
              {[row.why, row.licence, row.downloadBytes > 0 ? `about ${formatBytes(row.downloadBytes)}` : '']
                .filter(Boolean)
                .join(' · ')}
            </p>
          </div>
          <div className="source-row__actions">
            {row.state.kind === 'fetching' ? (
              <Button icon={X} onClick={() => void cancelSource(row.key)}>
                Cancel
              </Button>
            ) : null}
            {row.state.kind === 'absent' || row.state.kind === 'failed' ? (
              <Button icon={Download} onClick={() => void fetchSource(scope, row.id)}>
                Download
              </Button>
            ) : null}
            {row.state.kind === 'adopted' ? (
              <Button icon={Undo2} onClick={() => onFolder(row, null)}>
                Use the release
              </Button>
            ) : null}
            <Button icon={FolderOpen} onClick={() => void choose(row)}>
              Own folder…
            </Button>
          </div>
          <p className="t-small source-row__state">{stateText(row)}</p>
          {row.state.kind === 'fetching' ? (
            <div className="source-row__bar">
              <ProgressBar
                label={`Download of ${row.name}`}
                value={row.state.fraction ?? 0}
                max={row.state.fraction === null ? null : 1}
                text={row.state.phase}
              />
            </div>
          ) : null}
        </section>
      ))}
    </div>
  );
}

function stateTone({ state }: SourceRow): Tone {
  if (state.kind === 'here' || state.kind === 'adopted') return 'ok';
  return state.kind === 'failed' ? 'err' : state.kind === 'fetching' ? 'accent' : 'plain';
}

function stateWord({ state }: SourceRow): string {
  switch (state.kind) {
    case 'absent':
      return state.partial ? 'broken off' : 'not here yet';
    case 'fetching':
      return 'downloading';
    case 'here':
      return 'here';
    case 'adopted':
      return 'own folder';
    case 'failed':
      return 'failed';
    default:
      return assertNever(state);
  }
}

function stateText({ state, url, name }: SourceRow): string {
  switch (state.kind) {
    case 'absent':
      return `From ${url}, when it is needed or now. It is kept for all projects.`;
    case 'fetching': {
      const share = state.fraction === null ? '' : ` ${Math.floor(state.fraction * 100)} %`;
      return `${state.phase}${share}${state.bytes === null ? '' : `, ${formatBytes(state.bytes)}`}`;
    }
    case 'here':
      return state.folder;
    case 'adopted': {
      const at = state.commit === null ? '' : `, at ${state.commit.slice(0, 12)}`;
      const other = state.same === false ? `: not the release that ${name} is tried with` : '';
      return `${state.folder}${at}${other}`;
    }
    case 'failed':
      return [state.message, state.hint].filter(Boolean).join(' ');
    default:
      return assertNever(state);
  }
}

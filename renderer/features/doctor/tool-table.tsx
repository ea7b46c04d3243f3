/** The table of tools: what is missing first, each row with what it is for and how it is installed. */
import {
  ChevronDown,
  ChevronUp,
  CircleCheck,
  CircleX,
  Copy,
  ShieldCheck,
  SquareTerminal,
  TriangleAlert,
} from 'lucide-react';
import type { ToolReport } from '#core/contract/toolchain.ts';
import { runCommand } from '../../app/commands.ts';
import { toast } from '../../app/toasts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { shellText } from './doctor-words.ts';
import './tool-table.css';

export interface ToolTableProps {
  tools: readonly ToolReport[];
  /** Names of families by id. */
  names: ReadonlyMap<string, string>;
  open: string | null;
  onOpen(id: string | null): void;
}

const ICONS = { found: CircleCheck, limited: TriangleAlert, missing: CircleX } as const;
const WORDS = { found: 'found', limited: 'found, with a limit', missing: 'missing' } as const;

export function ToolTable({ tools, names, open, onOpen }: ToolTableProps) {
  return (
    <table className="tools">
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">State</span>
          </th>
          <th scope="col">Tool</th>
          <th scope="col">Version</th>
          <th scope="col">Note</th>
          <th scope="col">Needed by</th>
          <th scope="col">
            <span className="sr-only">Details</span>
          </th>
        </tr>
      </thead>
      {tools.map((tool) => (
        <ToolRows
          key={tool.id}
          tool={tool}
          names={names}
          open={open === tool.id}
          onToggle={() => onOpen(open === tool.id ? null : tool.id)}
        />
      ))}
    </table>
  );
}

interface ToolRowsProps {
  tool: ToolReport;
  names: ReadonlyMap<string, string>;
  open: boolean;
  onToggle(): void;
}

function ToolRows({ tool, names, open, onToggle }: ToolRowsProps) {
  const tone = { found: 't-ok', limited: 't-warn', missing: tool.required ? 't-err' : 't-warn' }[tool.state];
  const details = `tool-${tool.id}`;
  return (
    <tbody className={classNames('tool', open && 'tool--open')}>
      <tr className="tool__row" onDoubleClick={onToggle}>
        <td>
          <span
            role="img"
            aria-label={tool.required || tool.state !== 'missing' ? WORDS[tool.state] : 'missing, optional'}
          >
            <Icon of={ICONS[tool.state]} className={tone} />
          </span>
        </td>
        <th scope="row">{tool.name}</th>
        <td className={classNames('tool__version', tool.state === 'missing' && tone)}>
          {tool.version ?? (tool.state === 'missing' ? 'not found' : 'unknown')}
        </td>
        <td
          className={tool.state === 'found' && tool.path ? 'tool__note tool__note--path' : 'tool__note'}
          title={tool.note}
        >
          {tool.state === 'found' && tool.path ? tool.path : tool.note}
        </td>
        <td>
          <Families ids={tool.neededBy} names={names} />
        </td>
        <td className="tool__action">
          <Toggle tool={tool} open={open} controls={details} onToggle={onToggle} />
        </td>
      </tr>
      {open ? (
        <tr id={details}>
          <td />
          <td colSpan={5}>
            <Details tool={tool} />
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

function Toggle({
  tool,
  open,
  controls,
  onToggle,
}: {
  tool: ToolReport;
  open: boolean;
  controls: string;
  onToggle(): void;
}) {
  if (!open && tool.state === 'missing' && tool.install) {
    return (
      <Button
        size={24}
        aria-expanded={false}
        aria-controls={controls}
        aria-label={`Install ${tool.name}…`}
        onClick={onToggle}
      >
        Install…
      </Button>
    );
  }
  if (!open && tool.state !== 'found') {
    return (
      <Button size={24} kind="quiet" aria-expanded={false} aria-label={`Details of ${tool.name}`} onClick={onToggle}>
        Details
      </Button>
    );
  }
  return (
    <IconButton
      label={open ? `Close the details of ${tool.name}` : `Details of ${tool.name}`}
      icon={open ? ChevronUp : ChevronDown}
      size={24}
      aria-expanded={open}
      onClick={onToggle}
    />
  );
}

function Families({ ids, names }: { ids: readonly string[]; names: ReadonlyMap<string, string> }) {
  const shown = ids.length > 3 ? ids.slice(0, 2) : ids;
  const rest = ids.slice(shown.length).map((id) => names.get(id) ?? id);
  return (
    <span className="tool__families">
      {shown.map((id) => (
        <Badge key={id}>{names.get(id) ?? id}</Badge>
      ))}
      {rest.length > 0 ? (
        <span title={rest.join(', ')}>
          <Badge>{`+${rest.length}`}</Badge>
        </span>
      ) : null}
    </span>
  );
}

function Details({ tool }: { tool: ToolReport }) {
  const { install } = tool;
  const command = install ? shellText(install.argv) : '';
  const copy = async () => {
    await navigator.clipboard.writeText(command);
    toast({ tone: 'ok', title: 'Copied the command', tag: 'copied' });
  };
  return (
    <div className="tool__details">
      <p className="tool__why">
        {sentence(tool.why)} {tool.note !== '' && tool.state !== 'missing' ? sentence(tool.note) : ''}
      </p>
      {tool.path ? <p className="tool__path selectable">{tool.path}</p> : null}
      {install ? (
        <>
          <div className="tool__command">
            <span aria-hidden="true">$</span>
            <code className="selectable">{command}</code>
            <IconButton label="Copy the command" icon={Copy} size={24} iconSize={14} onClick={() => void copy()} />
          </div>
          <div className="tool__foot">
            <Button
              kind="primary"
              icon={SquareTerminal}
              onClick={() => void runCommand('terminal.run', install.argv, `Install ${tool.name}`)}
            >
              Run in terminal
            </Button>
            <span className="tool__consent t-small t-second">
              <Icon of={ShieldCheck} size={14} />
              {`Runs in a terminal that you can see, after you agreed. ${install.note}`}
            </span>
          </div>
        </>
      ) : tool.state === 'missing' ? (
        <p className="t-second">No package of this system is known to have it. Its own site says how to install it.</p>
      ) : null}
    </div>
  );
}

function sentence(text: string): string {
  if (text === '') return '';
  const capital = text[0]!.toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

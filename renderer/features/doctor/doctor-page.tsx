/** The doctor's page: how many tools were found, the boot test, and the table of tools. */
import { RefreshCw, Stethoscope } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { DoctorReport } from '#core/contract/toolchain.ts';
import { loadReport, toolchainStore } from '../../app/toolchain.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatAge } from '../../ui/format-duration.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { BootTestCard } from './boot-test-card.tsx';
import { doctorStore } from './doctor-store.ts';
import { familiesSentence, foundCount, shownTools } from './doctor-words.ts';
import { ToolTable } from './tool-table.tsx';
import './doctor-page.css';

export default function DoctorPage() {
  const { report, checking } = useStore(toolchainStore);
  useEffect(() => {
    if (!toolchainStore.getState().report) void loadReport();
  }, []);
  return (
    <div className="doctor" tabIndex={-1} data-autofocus="">
      {report ? (
        <Report report={report} checking={checking} />
      ) : checking ? (
        <p className="doctor__wait" role="status">
          <Spinner /> Looking for the tools
        </p>
      ) : (
        <EmptyState
          icon={Stethoscope}
          title="The tools have not been looked at"
          text="The doctor finds out which compilers, builders and emulators are here."
          action={<Button onClick={() => void loadReport(true)}>Check now</Button>}
        />
      )}
    </div>
  );
}

function Report({ report, checking }: { report: DoctorReport; checking: boolean }) {
  const look = useStore(doctorStore);
  const family = report.families.find((other) => other.family === look.family);
  const tools = family ? report.tools.filter((tool) => tool.neededBy.includes(family.family)) : report.tools;
  const { rows, hidden } = shownTools(tools, look.all);
  const names = new Map(report.families.map((other) => [other.family as string, other.name]));
  const firstMissing = rows.find((tool) => tool.state === 'missing' && tool.required)?.id ?? null;
  const required = report.tools.filter((tool) => tool.required && tool.state === 'missing').length;
  return (
    <div className="doctor__content">
      <header className="doctor__head">
        <div>
          <h1 className="t-display">
            {`${foundCount(tools)} of ${tools.length} tools ${family ? `of ${family.name} ` : ''}were found`}
          </h1>
          <p className="t-second">{familiesSentence(family ? [family] : report.families)}</p>
        </div>
        <Checked at={report.at} />
        <Button icon={RefreshCw} loading={checking} onClick={() => void loadReport(true)}>
          Check again
        </Button>
      </header>
      <BootTestCard test={report.bootTest} possible={required === 0 || report.families.some((other) => other.ready)} />
      <div className="tools-card">
        <ToolTable
          tools={rows}
          names={names}
          open={look.open === undefined ? firstMissing : look.open}
          onOpen={(open) => doctorStore.setState({ open })}
        />
      </div>
      {hidden > 0 ? (
        <p className="doctor__more t-small t-second">
          {`${hidden} more tools are found`}
          <Button kind="link" onClick={() => doctorStore.setState({ all: true })}>
            Show all
          </Button>
        </p>
      ) : null}
    </div>
  );
}

function Checked({ at }: { at: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 20_000);
    return () => clearInterval(timer);
  }, []);
  return <span className="doctor__checked t-small t-second">{`Checked ${formatAge(at, Math.max(now, at))}`}</span>;
}

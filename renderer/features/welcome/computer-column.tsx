/** What the doctor found: each family's readiness, and the proof that a tiny image boots here. */
import { ArrowRight, CircleCheck, Gauge, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import type { BootTest, FamilyReadiness } from '#core/contract/toolchain.ts';
import { runCommand } from '../../app/commands.ts';
import { timeAgoInWords } from '../../app/time-text.ts';
import { runBootTest, toolchainStore } from '../../app/toolchain.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Spinner } from '../../ui/spinner.tsx';

export function ComputerColumn() {
  const { report, testing } = useStore(toolchainStore);
  const ready = report?.families.some((family) => family.ready) ?? false;
  return (
    <section aria-labelledby="welcome-computer">
      <div className="welcome__head">
        <h2 id="welcome-computer">This computer</h2>
        <Button kind="link" iconAfter={ArrowRight} onClick={() => void runCommand('doctor.show')}>
          Open Doctor
        </Button>
      </div>
      <ul className="computer__list" aria-label="Families" aria-busy={report === null}>
        {report?.families.map((family) => <FamilyRow key={family.family} family={family} />) ?? (
          <li className="computer__row">
            <Spinner size={20} />
            <span className="learn__names">
              <span className="t-name">Looking at the tools</span>
              <span className="t-small t-third">Compilers, make, QEMU</span>
            </span>
          </li>
        )}
      </ul>
      <div className="computer__test">
        {testing ? <Spinner size={20} /> : <Icon of={Gauge} size={20} />}
        <BootTestText test={report?.bootTest ?? null} testing={testing} />
        {testing ? null : (
          <Button size={24} kind="quiet" disabled={!ready} onClick={() => void runBootTest()}>
            {report?.bootTest ? 'Again' : 'Boot one'}
          </Button>
        )}
      </div>
    </section>
  );
}

function FamilyRow({ family }: { family: FamilyReadiness }) {
  const facts = family.facts.filter((fact) => fact.ok === family.ready).map((fact) => fact.text);
  return (
    <li className="computer__row">
      {family.ready ? (
        <Icon of={CircleCheck} size={20} className="t-ok" />
      ) : (
        <Icon of={TriangleAlert} size={20} className="t-warn" />
      )}
      <span className="learn__names">
        <span className="t-name">{family.name}</span>
        <span className="t-small t-third t-cut">{facts.join(', ')}</span>
      </span>
      {family.ready ? (
        <span className="t-small t-second">Ready</span>
      ) : (
        <Button size={24} onClick={() => void runCommand('doctor.show', family.family)}>
          Install…
        </Button>
      )}
    </li>
  );
}

function BootTestText({ test, testing }: { test: BootTest | null; testing: boolean }) {
  if (testing)
    return (
      <p className="computer__text">
        <span>Booting a test image</span>
        <span className="t-third">Compile, boot in QEMU, read its last line</span>
      </p>
    );
  if (!test)
    return (
      <p className="computer__text">
        <span>No test image was booted yet</span>
        <span className="t-third">Proof that the tools work together</span>
      </p>
    );
  return (
    <p className="computer__text">
      {test.passed ? (
        <span>
          A test image booted in <strong>{(test.totalMs / 1000).toFixed(2)} s</strong> with{' '}
          {test.accelerator === 'kvm' ? 'KVM' : 'TCG'}
        </span>
      ) : (
        <span className="t-err">The test image did not boot: {test.message}</span>
      )}
      <span className="t-third">Checked {timeAgoInWords(test.at, Date.now())}</span>
    </p>
  );
}

/** The side bar of Doctor: all tools or those of one family, and facts of the computer. */
import { CircleCheck, TriangleAlert, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { openEditor } from '../../app/editors.ts';
import { SideBarHeader, SideBarSection } from '../../app/side-bar.tsx';
import { toolchainStore } from '../../app/toolchain.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { doctorInput } from './doctor-input.ts';
import { doctorStore } from './doctor-store.ts';
import { computerFacts, foundCount, readinessText } from './doctor-words.ts';
import './doctor-side.css';

export default function DoctorSide() {
  const report = useStore(toolchainStore, (state) => state.report);
  const chosen = useStore(doctorStore, (state) => state.family);
  return (
    <>
      <SideBarHeader title="Doctor" />
      <div className="doctor-side" aria-busy={report === null}>
        <ul aria-label="Tools">
          <Row
            icon={<Icon of={Wrench} size={20} className="doctor-side__accent" />}
            title="All tools"
            fact={report ? `${foundCount(report.tools)} of ${report.tools.length} found` : 'Looking'}
            selected={chosen === null}
            onPress={() => choose(null)}
          />
        </ul>
        {report ? (
          <>
            <SideBarSection title="Families" lined>
              <ul aria-label="Families">
                {report.families.map((family) => (
                  <Row
                    key={family.family}
                    icon={
                      <Icon
                        of={family.ready ? CircleCheck : TriangleAlert}
                        size={20}
                        className={family.ready ? 't-ok' : 't-warn'}
                      />
                    }
                    title={family.name}
                    fact={readinessText(family)}
                    selected={chosen === family.family}
                    onPress={() => choose(family.family)}
                  />
                ))}
              </ul>
            </SideBarSection>
            <SideBarSection title="Computer" lined>
              <dl className="computer">
                {computerFacts(report).map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd className="t-num" title={value}>
                      {value}
                    </dd>
                  </div>
                ))}
              </dl>
            </SideBarSection>
          </>
        ) : null}
      </div>
    </>
  );
}

function choose(family: string | null): void {
  doctorStore.setState({ family, open: undefined, all: family !== null });
  openEditor(doctorInput(), { focus: false });
}

function Row(props: { icon: ReactNode; title: string; fact: string; selected: boolean; onPress(): void }) {
  const { icon, title, fact, selected, onPress } = props;
  return (
    <li>
      <button
        type="button"
        className={classNames('doctor-row focus-inside', selected && 'doctor-row--selected')}
        aria-current={selected || undefined}
        onClick={onPress}
      >
        {icon}
        <span className="doctor-row__text">
          <span className="t-name">{title}</span> <span className="t-small t-second t-num">{fact}</span>
        </span>
      </button>
    </li>
  );
}

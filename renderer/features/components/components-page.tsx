/** Components and states, three columns: colours and type, controls, and what is made of them. */
import { Mark } from '../../app/mark.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Controls } from './controls.tsx';
import { Foundations } from './foundations.tsx';
import { Surfaces } from './surfaces.tsx';
import './components-page.css';

export default function ComponentsPage() {
  return (
    <ScrollRegion label="Components and states" className="components" autofocus>
      <div className="components__head">
        <Mark size={32} />
        <h1 className="t-display">Components and states</h1>
        <p className="t-small t-third">Petrol on graphite and paper · 8-px grid</p>
      </div>
      <div className="components__columns">
        <Foundations />
        <Controls />
        <Surfaces />
      </div>
    </ScrollRegion>
  );
}

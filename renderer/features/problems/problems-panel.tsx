/** The panel's tab "Problems": the list at the left, the explanation at the right; one below the other where it is narrow. */
import { CircleCheck } from 'lucide-react';
import { useStore } from 'zustand';
import { buildStore } from '../../app/activity.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Grip, Pane, Panes } from '../../ui/splitter.tsx';
import { ProblemDetail } from './problem-detail.tsx';
import { ProblemList } from './problem-list.tsx';
import { problemsStore } from './problems-store.ts';

/** Kept while the window lives; the panel is taken away whenever another tab is shown. */
let listWidth = 377;

export default function ProblemsPanel() {
  const { view, selected, filter } = useStore(problemsStore);
  const built = useStore(buildStore, (state) => state.job.kind);
  if (view.order.length === 0 && view.hiddenHints === 0 && filter.text === '' && filter.warnings) {
    return (
      <EmptyState
        icon={CircleCheck}
        title={built === 'succeeded' ? 'The last build found no problems' : 'No problems found'}
        text={
          built === 'none'
            ? 'What the compiler, the linker or a running guest complains about is explained here.'
            : 'What the next build or run complains about is explained here.'
        }
      />
    );
  }
  return (
    <Panes direction="row">
      <Pane
        id="problem-list"
        min={220}
        max="60%"
        size={listWidth}
        fixed
        onResize={(pixels) => {
          listWidth = pixels;
        }}
      >
        <ProblemList />
      </Pane>
      <Grip label="Width of the list of problems" />
      <Pane id="problem-detail" min={320}>
        {selected ? <ProblemDetail found={selected} /> : null}
      </Pane>
    </Panes>
  );
}

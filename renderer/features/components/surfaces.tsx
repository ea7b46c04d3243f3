/** Toasts, a dialog, an empty state, tabs and a list. */
import { FileCode, Play, SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../app/dialogs.ts';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../ui/button.tsx';
import { EditorTabs } from '../../ui/editor-tabs.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { List } from '../../ui/list.tsx';
import { PanelTabs } from '../../ui/panel-tabs.tsx';
import { Toast } from '../../ui/toast.tsx';
import { Part } from './part.tsx';

const nothing = () => undefined;

export function Surfaces() {
  const [tab, setTab] = useState('active');
  const [panel, setPanel] = useState('problems');
  const [row, setRow] = useState<string | null>('kernel/boot.S');
  return (
    <div className="components__column">
      <Part title="Toasts: bottom right, never for an error that needs a choice">
        <div className="components__toasts">
          <Toast
            tone="ok"
            title="greeter booted in 291 ms"
            text="Seen on serial: “greeter is up”"
            action={{ label: 'Show serial', run: nothing }}
            onClose={nothing}
          />
          <Toast
            tone="err"
            title="l4-echo crashed"
            text="Page fault at address 0x0, in echo.c line 41"
            action={{ label: 'Open line 41', run: nothing }}
            onClose={nothing}
          />
        </div>
        <div className="components__line">
          <Button size={24} onClick={() => toast({ tone: 'info', title: 'A message', text: 'It goes after 6 s.' })}>
            Show one
          </Button>
          <Button
            size={24}
            onClick={() =>
              void ask({
                title: 'Save the changes to main.c?',
                text: 'They are kept apart from the file until you decide.',
                answers: [
                  { id: 'drop', label: 'Don’t save' },
                  { id: 'cancel', label: 'Cancel', safe: true },
                  { id: 'save', label: 'Save' },
                ],
              })
            }
          >
            Ask a question
          </Button>
        </div>
      </Part>
      <Part title="Empty state">
        <div className="components__empty">
          <EmptyState
            icon={SquareTerminal}
            title="No machine is running"
            text="What your image prints on its serial port appears here."
            action={
              <Button kind="primary" icon={Play} iconFilled>
                Run greeter
              </Button>
            }
          />
        </div>
      </Part>
      <Part title="Tabs, 40 px">
        <EditorTabs
          label="Example editors"
          selected={tab}
          onSelect={setTab}
          onClose={nothing}
          tabs={[
            { id: 'active', title: 'Active', icon: FileCode },
            { id: 'error', title: 'Error', icon: FileCode, tone: 'err' },
            { id: 'unsaved', title: 'Unsaved', icon: FileCode, dirty: true },
            { id: 'preview', title: 'Preview', icon: FileCode, preview: true },
          ]}
        />
        <PanelTabs
          label="Example panel"
          selected={panel}
          onSelect={setPanel}
          tabs={[
            { id: 'problems', label: 'Problems', count: 2, countTone: 'err' },
            { id: 'build', label: 'Build', dot: 'accent' },
            { id: 'serial', label: 'Serial', dot: 'off' },
          ]}
        />
      </Part>
      <Part title="List">
        <div className="components__list">
          <List
            label="Example files"
            items={['kernel/boot.S', 'kernel/start.c', 'src/main.c']}
            keyOf={(name) => name}
            nameOf={(name) => name}
            rowHeight={24}
            selected={row}
            onSelect={setRow}
            render={(name) => name}
          />
        </div>
      </Part>
    </div>
  );
}

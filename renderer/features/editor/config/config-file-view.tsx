/** A file of the options' tree that lies outside of the project: to be read, at the line that was asked for. */
import { FileQuestionMark } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { openConfig } from '../../../app/config/config-activity.ts';
import type { EditorProps } from '../../../app/contributions.ts';
import { settingsStore } from '../../../app/settings.ts';
import { themeStore } from '../../../app/theme.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { placeOf } from '../file-input.ts';
import { languageOf } from '../languages/language-of.ts';
import { changingOptions, fixedOptions } from '../monaco/editor-options.ts';
import { loadMonaco } from '../monaco/load-monaco.ts';

export default function ConfigFileView({ input }: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const file = input.id;
  const line = placeOf(input)?.line ?? 1;
  useEffect(() => {
    let stop = () => {};
    let wanted = true;
    const show = async () => {
      const [monaco, session] = await Promise.all([loadMonaco(), openConfig()]);
      const answer = await session?.tell('config.file', { file });
      if (!wanted || !host.current) return;
      if (!answer?.ok) {
        setFailure(answer?.error.message ?? 'No configuration is open.');
        return;
      }
      const model = monaco.editor.createModel(answer.value.text, languageOf(file));
      const editor = monaco.editor.create(host.current, {
        ...fixedOptions,
        ...changingOptions(settingsStore.getState().settings, themeStore.getState().reducedMotion),
        glyphMargin: false,
        model,
        readOnly: true,
        readOnlyMessage: { value: 'This file is not in the project. It can be read here.' },
        ariaLabel: input.title,
      });
      editor.setPosition({ lineNumber: line, column: 1 });
      editor.revealLineInCenter(line);
      stop = () => {
        editor.dispose();
        model.dispose();
      };
    };
    show().catch(() => wanted && setFailure('The editor could not be loaded.'));
    return () => {
      wanted = false;
      stop();
    };
  }, [file, line, input.title]);
  if (failure !== null)
    return <EmptyState icon={FileQuestionMark} title={`${input.title} cannot be shown`} text={failure} />;
  return <div ref={host} className="config-text" />;
}

/** Shows the questions that commands ask through `ask` and `askText`, one at a time. */
import { type FormEvent, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { dialogStore, type Prompt, type Question } from '../dialogs.ts';

export function Dialogs() {
  const current = useStore(dialogStore, (state) => state.open[0]);
  if (!current) return null;
  return current.kind === 'question' ? (
    <QuestionDialog question={current.question} settle={current.settle} />
  ) : (
    <PromptDialog prompt={current.prompt} settle={current.settle} />
  );
}

function QuestionDialog({ question, settle }: { question: Question; settle(answer: string | null): void }) {
  const safe = useRef<HTMLButtonElement>(null);
  const { title, text, icon, tone, answers } = question;
  return (
    <Dialog
      open
      onClose={() => settle(null)}
      title={title}
      description={text}
      closable={false}
      initialFocus={safe}
      {...(icon ? { icon } : {})}
      {...(tone ? { iconTone: tone } : {})}
      foot={answers.map((answer, index) => (
        <Button
          key={answer.id}
          {...(answer.safe ? { ref: safe } : {})}
          kind={answer.kind ?? (index === answers.length - 1 ? 'primary' : 'secondary')}
          onClick={() => settle(answer.id)}
        >
          {answer.label}
        </Button>
      ))}
    />
  );
}

function PromptDialog({ prompt, settle }: { prompt: Prompt; settle(value: string | null): void }) {
  const [value, setValue] = useState(prompt.value);
  const input = useRef<HTMLInputElement>(null);
  const error = prompt.check?.(value) ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (error === null) settle(value);
  };
  return (
    <Dialog
      open
      onClose={() => settle(null)}
      title={prompt.title}
      closable={false}
      initialFocus={input}
      foot={
        <>
          <Button onClick={() => settle(null)}>Cancel</Button>
          <Button kind="primary" disabled={error !== null} onClick={() => error === null && settle(value)}>
            {prompt.button}
          </Button>
        </>
      }
    >
      <form onSubmit={submit}>
        <TextField
          ref={input}
          label={prompt.label}
          value={value}
          onChange={setValue}
          error={value === prompt.value ? undefined : error}
        />
      </form>
    </Dialog>
  );
}

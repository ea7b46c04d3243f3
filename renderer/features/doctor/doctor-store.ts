/** What is looked at on the doctor's page: one family or all tools, and the rows that are open. */
import { createStore } from 'zustand/vanilla';

export interface DoctorLook {
  /** null: all tools. */
  readonly family: string | null;
  /** Id of the open tool; undefined until the person chose: the first one that is missing. */
  readonly open: string | null | undefined;
  readonly all: boolean;
}

export const doctorStore = createStore<DoctorLook>(() => ({ family: null, open: undefined, all: false }));

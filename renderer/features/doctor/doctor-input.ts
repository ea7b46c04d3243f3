/** The page of the doctor as an editor tab. */
import type { EditorInput } from '../../app/editor-groups.ts';

export function doctorInput(): EditorInput {
  return { kind: 'doctor', id: 'doctor', title: 'Tools' };
}

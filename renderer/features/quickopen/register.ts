/** Files in the command field: ranked as they are typed, the ones used last first. */
import { registerQuickPick } from '../../app/quick-pick.ts';
import { startFileIndex } from './file-index.ts';
import { filePicker } from './file-picker.ts';
import { startRecentFiles } from './recent-files.ts';

startFileIndex();
startRecentFiles();
registerQuickPick(filePicker);

/** Every call, feed and stream between a window and its host: the only list of channels there is. */
import * as v from 'valibot';
import { buildGoal, jobEvent, jobId, jobSummary } from './build.ts';
import {
  builtConfig,
  configChange,
  configComparison,
  configFixes,
  configHits,
  configId,
  configMerge,
  configParams,
  configQuery,
  configReceipt,
  configSource,
  configTextState,
  configTree,
  configWarning,
  optionDetails,
  symbolInfo,
} from './config.ts';
import { absolutePath, call, count, feed, nothing, relativePath, stream } from './define.ts';
import {
  backup,
  checkedTexts,
  editedText,
  etag,
  fileChanges,
  fileContent,
  fileEntry,
  fileWrite,
  searchQuery,
  searchResult,
  textOffer,
} from './files.ts';
import { imageMap } from './image.ts';
import { arch } from './problem.ts';
import {
  familyCard,
  folderListing,
  newProject,
  plannedFile,
  project,
  projectActivity,
  projectId,
  recentProject,
} from './project.ts';
import { monitorId, runOptions, runSettings } from './run-settings.ts';
import { notice, settings, settingsPatch } from './settings.ts';
import { folderVerdict, sourceEvent, sourceId, sourceKey, sourceRow, sourceScope } from './sources.ts';
import { terminalId, terminalInfo, terminalSize } from './terminal.ts';
import { bootTest, doctorReport } from './toolchain.ts';
import { serialMarks, sessionId, vmCommand, vmEvent, vmListChange, vmSession } from './vm.ts';

const inProject = v.object({ projectId, path: relativePath });

export const contract = {
  'app.info': call(
    nothing,
    v.object({
      version: v.string(),
      host: v.picklist(['desktop', 'web']),
      platform: v.string(),
      home: absolutePath,
      projectsFolder: absolutePath,
      /** True until a first project was made or opened here. */
      firstStart: v.boolean(),
    }),
    'repeatable',
  ),
  /** Messages that answer no call; a window shows those newer than its own start. */
  'app.notices': feed(nothing, notice),

  'settings.get': call(nothing, settings, 'repeatable'),
  'settings.set': call(settingsPatch, settings),
  'settings.changes': feed(nothing, settings),
  /** What a window remembers of itself (layout, open tabs); opaque to the host, at most 1 MiB a key. */
  'state.get': call(v.pipe(v.string(), v.regex(/^[a-z0-9.:_-]{1,128}$/)), v.nullable(v.string()), 'repeatable'),
  'state.set': call(
    v.object({
      key: v.pipe(v.string(), v.regex(/^[a-z0-9.:_-]{1,128}$/)),
      value: v.pipe(v.string(), v.maxLength(1 << 20)),
    }),
    nothing,
    'repeatable',
  ),

  'families.list': call(nothing, v.array(familyCard), 'repeatable'),
  'toolchain.report': call(v.object({ fresh: v.boolean() }), doctorReport, 'repeatable'),
  'toolchain.bootTest': call(nothing, bootTest),

  /**
   * Shows the system's own folder dialog; null when it was closed without a choice. A host without one (the web host)
   * fails with `not-available`, and the window shows its own list of folders.
   */
  'places.pick': call(v.object({ title: v.string(), start: v.nullable(absolutePath) }), v.nullable(absolutePath)),
  'places.list': call(absolutePath, folderListing, 'repeatable'),
  /** Answers with the sentence to show, or null where the place is good. `suggestion` is a name that would work. */
  'project.checkPlace': call(
    newProject,
    v.nullable(
      v.object({ field: v.picklist(['name', 'location']), message: v.string(), suggestion: v.nullable(v.string()) }),
    ),
    'repeatable',
  ),
  'project.preview': call(newProject, v.array(plannedFile), 'repeatable'),
  'project.create': call(newProject, project),
  'project.open': call(absolutePath, project, 'repeatable'),
  'project.trust': call(v.object({ projectId, decision: v.picklist(['trusted', 'read-only']) }), project),
  'project.setArch': call(v.object({ projectId, arch }), project),
  /** One of `Project.targets`. */
  'project.setTarget': call(v.object({ projectId, target: v.string() }), project),
  /** How the project is run, or how it would be by a draft; nothing is written. */
  'project.runSettings': call(v.object({ projectId, draft: v.nullable(runOptions) }), runSettings, 'repeatable'),
  /** Writes it into the project's own file; it holds from the next start on. */
  'project.setRun': call(v.object({ projectId, run: runOptions }), runSettings),
  /** Which of its ways a project is built by from now on; it is written into the project's own file. */
  'project.setDriver': call(v.object({ projectId, driver: v.string() }), project),
  'project.close': call(projectId, nothing, 'repeatable'),
  'project.recent': call(nothing, v.array(recentProject), 'repeatable'),
  'project.forget': call(absolutePath, nothing, 'repeatable'),
  'project.activity': feed(projectId, projectActivity),

  'sources.list': call(sourceScope, v.array(sourceRow), 'repeatable'),
  /** Begins a download, or joins the one that runs; what becomes of it is told by `sources.events`. */
  'sources.fetch': call(v.object({ scope: sourceScope, source: sourceId }), nothing, 'repeatable'),
  'sources.cancel': call(sourceKey, nothing, 'repeatable'),
  /** Looks at a folder of one's own; changes nothing. */
  'sources.check': call(
    v.object({ scope: sourceScope, source: sourceId, folder: absolutePath }),
    folderVerdict,
    'repeatable',
  ),
  /** Writes into the project's own file which folder is used from now on; null: the download again. */
  'sources.adopt': call(
    v.object({ projectId, source: sourceId, folder: v.nullable(absolutePath) }),
    v.array(sourceRow),
    'repeatable',
  ),
  'sources.events': feed(nothing, sourceEvent),

  'files.list': call(inProject, v.array(fileEntry), 'repeatable'),
  'files.read': call(inProject, fileContent, 'repeatable'),
  'files.write': call(v.object({ projectId, ...fileWrite.entries }), v.object({ etag })),
  'files.createFolder': call(inProject, nothing),
  'files.rename': call(v.object({ projectId, from: relativePath, to: relativePath }), nothing),
  'files.delete': call(inProject, nothing),
  /** Paths of all files worth opening, for quick open; at most 100,000. */
  'files.index': call(projectId, v.object({ paths: v.array(relativePath), truncated: v.boolean() }), 'repeatable'),
  'files.search': call(v.object({ projectId, query: searchQuery }), searchResult, 'repeatable'),
  'files.changes': feed(projectId, fileChanges),
  'backup.save': call(v.object({ projectId, backup }), nothing, 'repeatable'),
  'backup.list': call(projectId, v.array(backup), 'repeatable'),
  'backup.drop': call(inProject, nothing, 'repeatable'),

  /** Files that the project's family understands (a list of boot modules), and what is wrong with them. */
  'texts.check': call(v.object({ projectId, edited: v.array(editedText) }), checkedTexts, 'repeatable'),
  'texts.complete': call(
    v.object({ projectId, ...editedText.entries, offset: count }),
    v.array(textOffer),
    'repeatable',
  ),

  'config.sources': call(projectId, v.array(configSource), 'repeatable'),
  /**
   * Opens a configuration, or finds the one that another window has open. The id is good until the project is closed; a
   * configuration that no window follows and that has no unsaved edits is put down, and read again when asked for.
   */
  'config.open': call(configParams.open, configId, 'repeatable'),
  'config.tree': call(configId, configTree, 'repeatable'),
  'config.changes': feed(configId, configChange),
  /** Several values as one edit, refused as a whole. What follows is told by `config.changes`, to every window. */
  'config.apply': call(configParams.apply, nothing),
  /** Forgets what was set for these options, as one edit. */
  'config.reset': call(configParams.reset, nothing),
  'config.undo': call(configId, nothing),
  'config.redo': call(configId, nothing),
  'config.save': call(configId, v.object({ etag })),
  /** Back to what the file on the disk says; can be undone. */
  'config.revert': call(configId, nothing),
  'config.search': call(configQuery, configHits, 'repeatable'),
  'config.details': call(configParams.option, optionDetails, 'repeatable'),
  'config.fixes': call(configParams.fixes, configFixes, 'repeatable'),
  'config.text': call(configId, configTextState, 'repeatable'),
  /** Takes over a text while it is typed; answers with what is wrong with it. */
  'config.setText': call(configParams.setText, configTextState),
  'config.compare': call(configParams.compare, configComparison, 'repeatable'),
  'config.import': call(configParams.import, configTextState),
  'config.export': call(configParams.export, v.object({ text: v.string(), name: v.string() }), 'repeatable'),
  /** Only while `conflict` is true. */
  'config.merge': call(configId, configMerge, 'repeatable'),
  'config.resolve': call(configParams.resolve, nothing),
  'config.warnings': call(
    configId,
    v.object({ revision: count, warnings: v.array(configWarning), truncated: v.boolean() }),
    'repeatable',
  ),
  'config.receipts': call(configId, v.array(configReceipt), 'repeatable'),
  'config.built': call(configId, builtConfig, 'repeatable'),
  /** A file of the tree, for reading: also one outside of the project, if the tree is made of it. */
  'config.file': call(configParams.file, v.object({ text: v.string() }), 'repeatable'),
  /** What a name means in the project's configurations; null where none knows it. */
  'kconfig.symbol': call(configParams.symbol, v.nullable(symbolInfo), 'repeatable'),

  'build.start': call(buildGoal, jobId),
  'job.cancel': call(jobId, nothing, 'repeatable'),
  'job.list': call(projectId, v.array(jobSummary), 'repeatable'),
  'job.events': feed(jobId, jobEvent),
  'image.map': call(projectId, v.nullable(imageMap), 'repeatable'),

  /** `monitor`: for this run alone, whatever the project says. */
  'vm.start': call(v.object({ projectId, monitor: v.optional(monitorId) }), sessionId),
  'vm.command': call(v.object({ sessionId, command: vmCommand }), nothing),
  'vm.list': call(nothing, v.array(vmSession), 'repeatable'),
  'vm.forget': call(sessionId, nothing, 'repeatable'),
  'vm.sessions': feed(nothing, vmListChange),
  'vm.events': feed(sessionId, vmEvent),
  'vm.marks': feed(sessionId, serialMarks),
  'vm.serial': stream(sessionId),
  /** The whole serial text as a download, bytes as they came; at most 64 MiB, the newest. */
  'vm.serialLog': call(sessionId, v.object({ text: v.string(), bytes: count, truncated: v.boolean() }), 'repeatable'),

  'terminal.open': call(
    v.object({
      projectId: v.nullable(projectId),
      size: terminalSize,
      /** Missing: the person's shell. Given: this one command, which the person has seen and agreed to. */
      argv: v.optional(v.array(v.string())),
      title: v.optional(v.string()),
    }),
    terminalInfo,
  ),
  'terminal.list': call(nothing, v.array(terminalInfo), 'repeatable'),
  'terminal.resize': call(v.object({ terminalId, size: terminalSize }), nothing, 'repeatable'),
  'terminal.close': call(terminalId, nothing, 'repeatable'),
  'terminal.bytes': stream(terminalId),
} as const;

export type Contract = typeof contract;
type OfKind<K extends string> = { [C in keyof Contract]: Contract[C] extends { kind: K } ? C : never }[keyof Contract];
export type CallName = OfKind<'call'>;
export type FeedName = OfKind<'feed'>;
export type StreamName = OfKind<'stream'>;

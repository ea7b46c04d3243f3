/** Identifiers that the compiler keeps apart although all of them are strings. */
export type Id<Brand extends string> = string & { readonly __brand: Brand };

export type ProjectId = Id<'project'>;
export type JobId = Id<'job'>;
export type SessionId = Id<'session'>;
export type TerminalId = Id<'terminal'>;
export type FamilyId = Id<'family'>;
export type TemplateId = Id<'template'>;
export type ConfigId = Id<'config'>;

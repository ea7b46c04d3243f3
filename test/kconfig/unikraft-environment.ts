/** What Unikraft's Makefile tells its Config.uk files, for a tree at hand and an app folder. */
export function unikraftEnvironment(root: string, app: string, build: string): Record<string, string> {
  return {
    UK_BASE: root,
    UK_APP: app,
    UK_NAME: 'app',
    UK_ARCH: 'x86_64',
    HOST_ARCH: 'x86_64',
    UK_FULLVERSION: '0.0.0',
    UK_CODENAME: 'test',
    KCONFIG_DIR: build,
    KCONFIG_LIB_BASE: `${root}/lib`,
    KCONFIG_PLAT_BASE: `${root}/plat`,
    KCONFIG_DRIV_BASE: `${root}/drivers`,
    KCONFIG_ELIB_DIRS: '',
    KCONFIG_EPLAT_DIRS: '',
    KCONFIG_EAPP_DIR: app === root ? '' : app,
    KCONFIG_EXCLUDEDIRS: '',
  };
}

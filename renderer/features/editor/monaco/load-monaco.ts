/** Brings Monaco in when the first editor is shown, once; nothing else may import it but as a type. */
export type Monaco = typeof import('./monaco-setup.ts').monaco;

let loading: Promise<Monaco> | null = null;
let loaded: Monaco | null = null;

export function loadMonaco(): Promise<Monaco> {
  loading ??= import('./monaco-setup.ts')
    .then(async ({ monaco, setUp }) => {
      await setUp();
      const { registerSymbolHelp } = await import('../config/symbol-help.ts');
      registerSymbolHelp(monaco);
      const { registerKraftfileHelp } = await import('../kraftfile/kraftfile-help.ts');
      registerKraftfileHelp(monaco);
      const { registerFamilyOffers } = await import('../problems/family-offers.ts');
      registerFamilyOffers(monaco);
      loaded = monaco;
      return monaco;
    })
    .catch((error: unknown) => {
      // A chunk that could not be fetched (the host restarted) may be there at the next try.
      loading = null;
      throw error;
    });
  return loading;
}

/** Monaco if it is here already: for those that must not wait. */
export function monacoIfLoaded(): Monaco | null {
  return loaded;
}

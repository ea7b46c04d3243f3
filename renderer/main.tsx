/** The window's entry: styles, features, stores, then the shell. Composition only. */
import '@fontsource/jetbrains-mono/400.css';
import '@fontsource/jetbrains-mono/600.css';
import './ui/tokens.css';
import './ui/base.css';
import { start } from './app/start.tsx';

// Every feature registers itself by its own file; its heavy parts are loaded when they are first shown.
import.meta.glob('./features/*/register.{ts,tsx}', { eager: true });

start(document.getElementById('root')!);

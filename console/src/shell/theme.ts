import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'millrace.theme';
const dark = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : undefined;
const still = typeof matchMedia === 'function' ? matchMedia('(prefers-reduced-motion: reduce)') : undefined;
const listeners = new Set<() => void>();
let version = 0;

function changed(): void {
  version++;
  listeners.forEach((listener) => listener());
}

dark?.addEventListener('change', changed);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function theme(): Theme {
  const set = document.documentElement.dataset['theme'];
  return set === 'light' || set === 'dark' ? set : 'system';
}

export function setTheme(next: Theme): void {
  if (next === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = next;
  try {
    if (next === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // Storage is off: the choice holds for this page.
  }
  changed();
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, theme);
}

/** Grows whenever the colours that hold may have changed. */
export function useThemeVersion(): number {
  return useSyncExternalStore(subscribe, () => version);
}

export function usePrefersReducedMotion(): boolean {
  return useSyncExternalStore(
    (listener) => {
      still?.addEventListener('change', listener);
      return () => still?.removeEventListener('change', listener);
    },
    () => still?.matches ?? false,
  );
}

import type { Click } from '../../api';

/** Whole seconds between two moments in milliseconds. */
export function seconds(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) / 1000));
}

/** "2026-11-23 19:04:11", in UTC. */
export function stamp(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}

export function click(element: string, menu: string, sinceMillis: number, now: Date): Click {
  return {
    element_clicked: element,
    time_spent: seconds(sinceMillis, now.getTime()),
    source_menu: menu,
    created_at: stamp(now),
  };
}

/** Gives each value of a board its colour and remembers it, so that the same value is always the same colour. */
export class Colors {
  private readonly given = new Map<string, number>();

  of(key: string): number {
    const known = this.given.get(key);
    if (known !== undefined) return known;
    const next = this.given.size % 8;
    this.given.set(key, next);
    return next;
  }
}

export interface Palette {
  text: string;
  muted: string;
  line: string;
  lineStrong: string;
  surface: string;
  raised: string;
  accent: string;
  onSeries: string;
  series: string[];
  words: string;
}

/** The tokens as they hold now, for a canvas, which knows no custom properties. */
export function palette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: token('--text'),
    muted: token('--muted'),
    line: token('--line'),
    lineStrong: token('--line-strong'),
    surface: token('--surface'),
    raised: token('--raised'),
    accent: token('--accent'),
    onSeries: token('--on-series'),
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((index) => token(`--series-${index}`)),
    words: token('--words'),
  };
}

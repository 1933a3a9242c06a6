import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const built = join(__dirname, '..', 'target', 'classes', 'console');
const assets = readdirSync(join(built, 'assets'));
const size = (names: string[]) =>
  names.reduce((sum, name) => sum + gzipSync(readFileSync(join(built, 'assets', name))).length, 0) / 1024;

test('the first load stays under 250 KB gzip', () => {
  const page = readFileSync(join(built, 'index.html'), 'utf8');
  const first = assets.filter((name) => page.includes(name));
  expect(first.length).toBeGreaterThanOrEqual(2);
  expect(size(first)).toBeLessThan(250);
});

test('the chart chunk stays under 270 KB gzip and is not part of the first load', () => {
  const page = readFileSync(join(built, 'index.html'), 'utf8');
  const chart = assets.filter((name) => /^Chart-.*\.js$/.test(name));
  expect(chart).toHaveLength(1);
  expect(page).not.toContain(chart[0]);
  expect(size(chart)).toBeLessThan(270);
});

test('nothing is inlined that the page\'s own policy refuses', () => {
  for (const name of assets.filter((one) => one.endsWith('.css'))) {
    expect(readFileSync(join(built, 'assets', name), 'utf8')).not.toContain('url(data:');
  }
});

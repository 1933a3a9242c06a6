import { expect, test } from 'vitest';
import { click, seconds } from '../src/pages/demo/clicks';

test('a click says what, how long, where and when, as the seed does', () => {
  const now = new Date('2026-11-23T19:04:11.400Z');
  expect(click('entree_1', 'restaurant_name', now.getTime() - 67_200, now)).toEqual({
    element_clicked: 'entree_1',
    time_spent: 67,
    source_menu: 'restaurant_name',
    created_at: '2026-11-23 19:04:11',
  });
});

test('a clock that jumps back makes no negative time', () => expect(seconds(10_000, 0)).toBe(0));

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { fixtures } from './dev/fixtures.ts';

/** Built into the jar: Maven takes target/classes/console as it is. */
export default defineConfig({
  base: '/_/console/',
  plugins: [react(), fixtures()],
  build: {
    outDir: 'target/classes/console',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // What is inlined as data: would be against the page's own policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { port: 4578, strictPort: true },
  preview: { port: 4579, strictPort: true },
  test: { environment: 'jsdom', include: ['test/**/*.test.{ts,tsx}'] },
});

/**
 * What Maven runs: `node build.mjs build` in generate-resources, `node build.mjs test` in test. Installs only when the
 * lock file changed, builds only when a source did; the stamps lie beside what they vouch for.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = import.meta.dirname;
const INSTALLED = join(ROOT, 'node_modules', '.installed');
const BUILT = join(ROOT, 'target', 'built');
/** The server's side lies below src too and is not the page's. */
const NOT_OURS = /^src[/\\](main|test)[/\\]/;
const SOURCES = ['src', 'public', 'dev', 'index.html', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The console is built with Node 20.19 or later; this is ${process.version}. Install a later one.`);
  process.exit(1);
}

function files(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => files(join(path, name)));
}

function hash(paths) {
  const sum = createHash('sha256').update(process.version);
  for (const path of paths.flatMap(files).filter((name) => !NOT_OURS.test(name))) sum.update(path).update('\0').update(readFileSync(join(ROOT, path)));
  return sum.digest('hex');
}

function vouched(stamp, expected) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === expected;
}

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' });
  if (error?.code === 'ENOENT') {
    console.error(`The console is built with ${command}, which is not on the PATH. Install Node 20.19 or later with npm.`);
    process.exit(1);
  }
  if (status !== 0) process.exit(status ?? 1);
}

function tool(name, ...args) {
  run(process.execPath, join(ROOT, 'node_modules', ...name.split('/')), ...args);
}

function install() {
  const lock = hash(['package-lock.json']);
  if (vouched(INSTALLED, lock)) return;
  run('npm', 'ci', '--loglevel=error', '--no-audit', '--no-fund');
  writeFileSync(INSTALLED, lock);
}

function build() {
  const sources = hash(SOURCES);
  if (vouched(BUILT, sources) && existsSync(join(ROOT, 'target', 'classes', 'console', 'index.html'))) return;
  tool('vite/bin/vite.js', 'build', '--logLevel', 'warn');
  mkdirSync(join(ROOT, 'target'), { recursive: true });
  writeFileSync(BUILT, sources);
}

install();
if (process.argv[2] === 'test') {
  tool('typescript/bin/tsc', '--noEmit');
  tool('vitest/vitest.mjs', 'run');
} else {
  build();
}

// A real server on a free port, with data of its own in a temporary folder; and the commands beside it.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const binary = process.env.SWITCHYARD ?? path.resolve(import.meta.dirname, '../../../build/release/switchyard');
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;

export async function makeDataDirectory() {
  return mkdtemp(path.join(tmpdir(), 'switchyard-clients-'));
}

// Runs a command on the data; its standard output.
export async function command(dataDirectory, ...args) {
  const { stdout } = await run(binary, [...args, '--data', dataDirectory], { maxBuffer: 64 << 20 });
  return stdout;
}

// Runs a command whose refusal is a result too.
export async function attempt(dataDirectory, ...args) {
  return run(binary, [...args, '--data', dataDirectory], { maxBuffer: 64 << 20 }).then(
    ({ stdout, stderr }) => ({ exitCode: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ exitCode: code, stdout, stderr }),
  );
}

export class Server {
  #child;
  #exited;

  constructor(child, dataDirectory, urls, exited) {
    this.#child = child;
    this.dataDirectory = dataDirectory;
    this.urls = urls;
    this.url = urls[0];
    this.#exited = exited;
  }

  get exited() {
    return this.#exited;
  }

  terminate() {
    this.#child.kill('SIGTERM');
  }

  async stop() {
    this.terminate();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    const exitCode = await this.#exited;
    clearTimeout(timer);
    return exitCode;
  }

  // Stops, and removes the data.
  async end() {
    await this.stop();
    await rm(this.dataDirectory, { recursive: true, force: true });
  }
}

// `args` go to `serve`; `listeners` says how many addresses to wait for.
export async function startServer({ dataDirectory, args = ['--listen', '127.0.0.1:0'], listeners = 1 } = {}) {
  const directory = dataDirectory ?? (await makeDataDirectory());
  const child = spawn(binary, ['serve', '--data', directory, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  let said = '';
  let log = '';
  child.stderr.on('data', (chunk) => (log = (log + chunk).slice(-20_000)));
  const urls = await new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`the server ${why}:\n${said}${log}`));
    const timer = setTimeout(() => (child.kill('SIGKILL'), fail('did not start in time')), START_TIMEOUT_MS);
    child.once('error', reject);
    child.once('exit', (code) => (clearTimeout(timer), fail(`ended with ${code}`)));
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const found = [...said.matchAll(/^listening on (https?:\/\/\S+)\n/gm)].map((match) => match[1]);
      if (found.length === listeners) {
        clearTimeout(timer);
        resolve(found);
      }
    });
  });
  return new Server(child, directory, urls, exited);
}

// With the sheets of the demo's fictitious suppliers, which sell in Test. They stay as they are while the server runs: the
// evergreen book of the sandbox is off.
export async function startDemoServer({ args = ['--listen', '127.0.0.1:0'], ...options } = {}) {
  const dataDirectory = await makeDataDirectory();
  await command(dataDirectory, 'demo');
  const config = path.join(dataDirectory, 'settings.toml');
  await writeFile(config, '[pricing]\nsandbox_book = false\n');
  return startServer({ ...options, args: [...args, '--config', config], dataDirectory });
}

// Until `check` gives something true; for what a running server learns of within a second.
export async function eventually(check, { timeoutMs = 10_000, what = 'it' } = {}) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const outcome = await check();
    if (outcome) return outcome;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

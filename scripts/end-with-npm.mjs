// What `npm run` starts, it starts through a shell; told to end, npm tells the shell, and many a shell (Debian's among
// them) ends without telling the program. It would go on with nobody knowing of it, a server on its port.

const INTERVAL_MS = 500;

/** In a program that npm has started: ends it as SIGTERM does, once what it was started through is gone. */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, INTERVAL_MS);
  watch.unref();
}

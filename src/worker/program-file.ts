import path from "node:path";

/**
 * Path of a program that `npm run build` put into dist/. Server, commands and tests all run in the
 * project's folder; Next must not take the path for something to bundle.
 */
export function programFile(name: string): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), "dist", name);
}

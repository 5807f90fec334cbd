// Where an installed Chromium or Chrome is, and how it is started where nobody looks at it. The shell without a window comes first:
// the whole browser draws its own window too, which takes half as much again.
import { existsSync } from "node:fs";

/** null when there is none: set CHROMIUM_PATH. */
export const chromiumPath =
  [
    process.env.CHROMIUM_PATH,
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ].find((file) => file && existsSync(file)) ?? null;

/** Of playwright's `chromium.launch`: no sandbox (CI runs as root), and nothing asked of other hosts. */
export const launchOptions = {
  executablePath: chromiumPath ?? "",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

import { parseArgs } from "node:util";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { logLine } from "@/host/log";
import { readSettings } from "@/host/settings";
import { mcpServer } from "@/mcp/server";
import { messageOf } from "@/report/errors";
import { readConnection } from "@/store/read-connection";
import { runCommand } from "./run-command";

const USAGE = `Usage: npm run --silent mcp -- [--site https://pfof.example]

Answers an assistant's questions (Model Context Protocol) on standard input and output, from the store of the settings, read-only.
Addresses in answers begin with --site; without it they are of this site, without its name. The log goes to standard error.

Exit: 0 the assistant has left, 1 the store could not be read, 2 wrong usage.`;

process.exitCode = await runCommand(USAGE, readArguments, serve);

function readArguments(): { readonly site: string } | null {
  const { values } = parseArgs({ options: { site: { type: "string" }, help: { type: "boolean" } } });
  if (values.help) return null;
  const { site = "" } = values;
  if (site !== "" && !/^https?:\/\/[^/?#\s]+\/*$/.test(site)) {
    throw new Error(`--site takes the beginning of an address such as https://pfof.example, not ${site}.`);
  }
  return { site: site.replace(/\/+$/, "") };
}

async function serve({ site }: { readonly site: string }): Promise<number> {
  readSettings();
  readConnection();
  const server = mcpServer(site);
  // A line that is no message is told and passed over.
  server.onerror = (error) => logLine("error", { message: messageOf(error).slice(0, 500) });
  const left = new Promise<void>((resolve) => {
    server.onclose = resolve;
    process.stdin.once("end", resolve);
  });
  await server.connect(new StdioServerTransport());
  await left;
  return 0;
}

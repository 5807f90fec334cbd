import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from "@modelcontextprotocol/sdk/types.js";
import { logError } from "@/host/log";
import { AppError } from "@/report/errors";
import { compareBrokers } from "./compare-brokers";
import { executionQuality } from "./execution-quality";
import { findEntity } from "./find-entity";
import { payments } from "./payments";
import { quarterReview } from "./quarter-review";
import { reports } from "./reports";
import { type Answer, type Tool, UnknownName, WrongArguments } from "./tool";
import { trace } from "./trace";

export const TOOLS: readonly Tool[] = [
  findEntity,
  payments,
  compareBrokers,
  quarterReview,
  executionQuality,
  trace,
  reports,
];

const INSTRUCTIONS = `Figures of US brokers' order routing reports (SEC Rule 606) and of execution quality reports (Rule 605), as filed.
Every figure has a unit and a source, the page that traces it to the filed cells: cite it. A null is unknown, and "unknown" says why: never say zero for it.
"doubtful" and findings say what the checks found: pass them on. "no report" means none is stored here, not that nothing was paid.
A name that is not there is an error with the nearest known names: say that it is not there, ask which was meant, and do not answer for another firm.
Payments are what venues paid the broker for order flow (negative: the broker paid), not what customers lost.`;

/**
 * A server of the Model Context Protocol over the store of the settings; read-only. `origin`: what addresses in answers begin
 * with; empty: they are of this site, without its name. What a tool throws becomes an error of the protocol.
 */
export function mcpServer(origin: string): Server {
  // Not McpServer: it answers unknown tools and wrong arguments with results, as if a tool had run.
  const server = new Server(
    { name: "pfof-explorer", title: "PFOF Explorer", version: "1.0.0" },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: TOOLS.map(({ name, title, description, inputSchema }) => ({
      ...{ name, title, description, inputSchema },
      annotations: {
        title,
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const asked = TOOLS.find((one) => one.name === params.name);
    if (!asked) {
      const names = TOOLS.map((one) => one.name).join(", ");
      throw new McpError(
        ErrorCode.InvalidParams,
        `There is no tool "${params.name.slice(0, 100)}"; there are: ${names}.`,
      );
    }
    return run(asked, params.arguments, origin);
  });
  return server;
}

function run(asked: Tool, given: unknown, origin: string): CallToolResult {
  try {
    return result(asked.answer(given, (path) => `${origin}${path}`));
  } catch (error) {
    if (error instanceof UnknownName) return { ...result(unknownSaid(error)), isError: true };
    if (error instanceof WrongArguments) throw new McpError(ErrorCode.InvalidParams, error.message);
    if (error instanceof AppError && error.kind === "invalid_input") {
      throw new McpError(ErrorCode.InvalidParams, error.message.slice(0, 2_000));
    }
    logError(error, { tool: asked.name });
    throw new McpError(
      ErrorCode.InternalError,
      error instanceof AppError
        ? "The store could not be read."
        : "Something went wrong; it has been logged.",
    );
  }
}

function unknownSaid({ kind, asked, nearest, message }: UnknownName): Answer {
  return {
    error: "unknown_name",
    message: `${message} Nothing is answered for it; that is not zero.`,
    kind,
    asked: asked.slice(0, 200),
    nearest,
    ...(nearest.length === 0 && { note: "No known name is near it." }),
  };
}

/** Structured, and the same as text for clients that read only that. */
function result(answer: Answer): CallToolResult {
  const text = JSON.stringify(answer);
  return {
    content: [{ type: "text", text }],
    structuredContent: JSON.parse(text) as Record<string, unknown>,
  };
}

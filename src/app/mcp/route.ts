import { readSettings } from "@/host/settings";
import { answerMcp } from "@/mcp/http";
import { AppError } from "@/report/errors";
import { siteOrigin } from "@/site/site-origin";
import { route } from "../api/respond";

export const dynamic = "force-dynamic";

const OFF = "Assistants are not served here. The setting MCP=1 turns it on.";

/** `POST /mcp`: one message of the Model Context Protocol, answered with JSON. */
export const POST = route((request) => {
  if (!readSettings().mcp) throw new AppError("not_found", OFF);
  return answerMcp(request, siteOrigin(request.headers));
});

/** There is nothing to listen to: answers come with their requests. */
export const GET = route(() => {
  if (!readSettings().mcp) throw new AppError("not_found", OFF);
  throw new AppError("invalid_input", "Send messages with POST; nothing is sent without being asked.", {
    code: "method_not_allowed",
    status: 405,
  });
});

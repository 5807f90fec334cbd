import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { mcpServer } from "./server";

/** Bytes of a request: arguments with room around them. */
const MOST_REQUEST_BYTES = 64 * 1024;

/** Answers one request of the streamable HTTP transport with JSON: nothing is kept between requests, so nobody need be told apart. */
export async function answerMcp(request: Request, origin: string): Promise<Response> {
  const server = mcpServer(origin);
  const transport = new WebStandardStreamableHTTPServerTransport({
    enableJsonResponse: true,
    maxRequestBodySize: MOST_REQUEST_BYTES,
  });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request);
  } finally {
    await server.close();
  }
}

import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { mcpServer } from "@/mcp/server";

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
type Said = any;

export interface Assistant {
  readonly client: Client;
  /** What a tool answers, as an object. */
  readonly ask: (tool: string, given?: Record<string, unknown>) => Promise<Said>;
}

/** An assistant that asks a server in this process, over the store of the settings. */
export async function assistant(origin = ""): Promise<Assistant> {
  const [there, here] = InMemoryTransport.createLinkedPair();
  await mcpServer(origin).connect(there);
  const client = new Client({ name: "test", version: "1" });
  await client.connect(here);
  return {
    client,
    ask: async (name, given = {}) => {
      const result = await client.callTool({ name, arguments: given });
      return { ...(result.structuredContent as object), isError: result.isError ?? false };
    },
  };
}

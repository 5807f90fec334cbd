import { expect, test } from "vitest";
import { shutDown } from "@/host/shutdown";
import { getJson } from "../support/call-api";
import { MadeStore } from "../support/made-store";

const live = () => getJson("/api/health/live");
const ready = () => getJson("/api/health/ready");
const notReady = (code: string, message: string) => ({ status: 503, body: { error: { code, message } } });

test("with a store of this version it is ready", async () => {
  new MadeStore();
  expect(await live()).toEqual({ status: 200, body: { status: "live" } });
  expect(await ready()).toEqual({ status: 200, body: { status: "ready" } });
});

test("without what this version needs in its store it is not ready, and says what is missing", async () => {
  const store = new MadeStore();
  const name = "20261122095504_full_text_search";
  expect(
    store.database.prepare("DELETE FROM _prisma_migrations WHERE migration_name = ?").run(name).changes,
  ).toBe(1);
  expect(await ready()).toEqual(
    notReady("not_migrated", `The store lacks migrations of this version: ${name}. Restart the server.`),
  );
  expect((await live()).status).toBe(200);
});

test("while it stops it is not ready, and lives", async () => {
  new MadeStore();
  await shutDown();
  expect(await ready()).toEqual(notReady("stopping", "The server is stopping."));
  expect((await live()).status).toBe(200);
});

// Writes the SQL that takes the committed migrations to prisma/schema.prisma, with Prisma's own schema
// engine (its WebAssembly build: nothing is downloaded).
//   npm run migration             print it; nothing printed: schema and migrations agree
//   npm run migration -- NAME     write it to prisma/migrations/<timestamp>_NAME/migration.sql
import "./check-node.mjs";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as schemaEngine from "@prisma/schema-engine-wasm/schema_engine_bg";

const root = path.resolve(import.meta.dirname, "..");
const baseDir = path.join(root, "prisma/migrations");

// A virtual table and its shadows, made by hand in a migration: Prisma's schema has no words for them.
const FULL_TEXT_TABLES = ["", "_config", "_data", "_docsize", "_idx"].map(
  (shadow) => `material_aspects_fts${shadow}`,
);

/** @returns {Promise<string>} SQL from the committed migrations to the Prisma schema, "" when equal */
export async function pendingMigrationSql() {
  const content = readFileSync(path.join(root, "prisma/schema.prisma"), "utf8");
  const lockfile = path.join(baseDir, "migration_lock.toml");
  await loadSchemaEngine();
  const factory = bindMigrationAwareSqlAdapterFactory(new ScratchDatabase({ url: ":memory:" }));
  const engine = await schemaEngine.SchemaEngine.new(
    { datamodels: [["schema.prisma", content]] },
    () => {},
    factory,
  );
  const { stdout } = await engine.diff({
    from: {
      tag: "migrations",
      baseDir,
      lockfile: {
        path: "migration_lock.toml",
        content: existsSync(lockfile) ? readFileSync(lockfile, "utf8") : null,
      },
      shadowDbInitScript: "",
      migrationDirectories: migrationNames().map((name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok",
            value: readFileSync(path.join(baseDir, name, "migration.sql"), "utf8"),
          },
        },
      })),
    },
    to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content }] },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: FULL_TEXT_TABLES, externalEnums: [] },
  });
  const sql = (stdout ?? "").trim();
  return sql.startsWith("-- This is an empty migration") ? "" : sql;
}

// Node 20 does not import .wasm files, so the module is joined to its bindings by hand.
async function loadSchemaEngine() {
  const bindings = import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = readFileSync(new URL("./schema_engine_bg.wasm", bindings));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": schemaEngine,
  });
  schemaEngine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

// The engine runs a whole migration as one statement, which the driver refuses; as a script it accepts it.
class ScratchDatabase extends PrismaBetterSqlite3 {
  async connectToShadowDb() {
    const database = await super.connectToShadowDb();
    const runOne = database.executeRaw.bind(database);
    database.executeRaw = async (query) => {
      if (query.args.length > 0) return runOne(query);
      await database.executeScript(query.sql);
      return 0;
    };
    return database;
  }
}

function migrationNames() {
  if (!existsSync(baseDir)) return [];
  return readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

if (process.argv[1] === import.meta.filename) {
  const sql = await pendingMigrationSql();
  const name = process.argv[2];
  if (name && sql) {
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = path.join(baseDir, `${stamp}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "migration.sql"), `${sql}\n`);
    console.log(path.relative(root, path.join(folder, "migration.sql")));
  } else if (sql) console.log(sql);
}

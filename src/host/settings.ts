import { z } from "zod";
import { storePlaces } from "./store-places";
import { type IsProxy, trustedProxies } from "./trusted-proxies";

/** A line per request on standard output: for programs, for people, or none. */
const LOG_FORMS = ["json", "text", "off"] as const;
export type LogForm = (typeof LOG_FORMS)[number];

/** Every setting of the app, read from the environment and checked once at start. README lists them. */
const Settings = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^file:./, "must be a SQLite file URL such as file:./data/pfof.db")
    .optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  SEED: z.enum(["0", "1"]).default("1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  UPLOAD_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  MAX_UPLOAD_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(256 * 1024 * 1024),
  FINRA_BASE_URL: z.url().default("https://cdn.finra.org/606reportBulk"),
  MCP: z.enum(["0", "1"]).default("0"),
  LOG: z.enum(LOG_FORMS).default("off"),
  NOTIFY_URL: z.url({ protocol: /^https?$/, error: "must be an http(s) address" }).optional(),
  NOTIFY_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  TRUSTED_PROXIES: z
    .string()
    .default("loopback")
    .transform((text, context) => {
      const proxies = trustedProxies(text);
      if (proxies) return proxies;
      context.addIssue("must be loopback, addresses and networks such as 10.1.0.0/16, parted by commas");
      return z.NEVER;
    }),
});

export interface Settings {
  /** Absolute path of the SQLite file. */
  readonly databaseFile: string;
  /** Absolute path of the folder that holds source documents and uploads in progress. */
  readonly dataDir: string;
  readonly seed: boolean;
  readonly port: number;
  readonly host: string;
  readonly uploadToken: string | null;
  readonly maxUploadBytes: number;
  readonly finraBaseUrl: string;
  /** Whether assistants are answered at `/mcp`. */
  readonly mcp: boolean;
  readonly log: LogForm;
  /** Told of what is new after imports and corrections; null: nobody is. */
  readonly notifyUrl: string | null;
  /** Signs what is told. */
  readonly notifySecret: string | null;
  readonly isProxy: IsProxy;
}

export const SETTING_NAMES = Object.keys(Settings.shape);

/** Reads the settings; throws an Error whose message names every setting that is wrong. An empty
 * value counts as not set. */
export function readSettings(environment: Record<string, string | undefined> = process.env): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const result = Settings.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`Settings are wrong:\n  ${problems.join("\n  ")}`);
  }
  const value = result.data;
  if (value.NOTIFY_URL !== undefined && value.NOTIFY_SECRET === undefined) {
    throw new Error(
      "Settings are wrong:\n  NOTIFY_SECRET: must be set with NOTIFY_URL, to sign what is told",
    );
  }
  return {
    ...storePlaces(value),
    seed: value.SEED === "1",
    port: value.PORT,
    host: value.HOST,
    uploadToken: value.UPLOAD_TOKEN ?? null,
    maxUploadBytes: value.MAX_UPLOAD_BYTES,
    finraBaseUrl: value.FINRA_BASE_URL.replace(/\/+$/, ""),
    mcp: value.MCP === "1",
    log: value.LOG,
    notifyUrl: value.NOTIFY_URL ?? null,
    notifySecret: value.NOTIFY_SECRET ?? null,
    isProxy: value.TRUSTED_PROXIES,
  };
}

/** What to do with a file above `MAX_UPLOAD_BYTES`: detailed files of rule 605 come with 300 MB, and with a tenth of it packed. */
export const LARGER_FILES =
  "Packed as ZIP or gzip a file may fit: the limit is of the file as it comes. On the server’s own machine a larger one is read by `MAX_UPLOAD_BYTES=1000000000 npm run import -- FILE`.";

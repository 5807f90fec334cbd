import { AppError } from "@/report/errors";

/** How long a writer waits for another process's transaction before it gives up, ms. All transactions
 * here are short, so a wait this long means something is stuck. */
export const BUSY_TIMEOUT_MS = 30_000;

interface Trouble {
  readonly codes: RegExp;
  readonly code: string;
  readonly status?: number;
  /** `system`: what the system calls it. */
  readonly message: (system: string) => string;
}

/** What can go wrong below the program, by the error codes of SQLite and of the system. */
const TROUBLES: readonly Trouble[] = [
  {
    codes: /^SQLITE_(BUSY|LOCKED)/,
    code: "store_locked",
    message: () =>
      `The store is locked: another program has kept it from being written for ${BUSY_TIMEOUT_MS / 1000} seconds. Close that program, then try again.`,
  },
  {
    codes: /^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT|EFBIG)$/,
    code: "disk_full",
    status: 507,
    message: (system) =>
      `The disk is full, or the program may not write so large a file (${system}). Make room, then try again.`,
  },
  {
    codes: /^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH).*|EROFS|EACCES|EPERM|ENOTDIR|EEXIST)$/,
    code: "not_writable",
    message: (system) =>
      `The data folder cannot be written (${system}). Check who owns it and how its disk is mounted.`,
  },
  {
    codes: /^SQLITE_(CORRUPT|NOTADB)/,
    code: "store_damaged",
    message: (system) =>
      `The store is damaged (${system}). Put a backup of the database file and the data folder in its place, or import the documents again.`,
  },
  {
    codes: /^(SQLITE_IOERR|EIO$|EMFILE$|ENFILE$)/,
    code: "disk_failed",
    message: (system) => `The disk could not be read or written (${system}).`,
  },
];

/** An error of the store or the disk below it in words for whoever runs the server; null for any other. */
export function storeTrouble(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  const { code: given, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  if (typeof given !== "string") return null;
  // What Node says of a folder to be made with its parents on a disk that is read-only.
  const system = given === "ENOENT" && syscall === "mkdir" ? "EROFS" : given;
  const trouble = TROUBLES.find(({ codes }) => codes.test(system));
  if (!trouble) return null;
  const { code, status } = trouble;
  return new AppError("store", trouble.message(system), { code, cause: error, ...(status && { status }) });
}

/** Faults are thrown as one of three kinds; problems in data are values (`Finding`). */
export type ErrorKind = "invalid_input" | "not_found" | "store";

const STATUS: Record<ErrorKind, number> = { invalid_input: 400, not_found: 404, store: 503 };

export class AppError extends Error {
  constructor(
    readonly kind: ErrorKind,
    message: string,
    options?: { cause?: unknown; code?: string; status?: number },
  ) {
    super(message, options);
    this.name = "AppError";
    this.code = options?.code ?? kind;
    this.status = options?.status ?? STATUS[kind];
  }
  /** Machine-readable reason in the API's error body. */
  readonly code: string;
  /** HTTP status the API answers with. */
  readonly status: number;
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

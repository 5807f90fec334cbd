/** Who changes the store, for the log and the audit. */
export interface Author {
  /** `loopback` or `token` for what comes through the server, `command line`, `start` (the starter data),
   * `nobody` (whoever showed a wrong token). */
  readonly who: "loopback" | "token" | "command line" | "start" | "nobody";
  /** Id of the request, as in the server's own lines. */
  readonly request?: string | null;
  /** Id of the upload, as its client was told. */
  readonly upload?: string;
}

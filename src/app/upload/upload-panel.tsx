"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import box from "@/forms/file-box.module.css";
import { useFileDrop } from "@/forms/file-drop";
import { formatBytes, formatLimit } from "@/report/format";
import { sendFile } from "./send-file";
import { UploadItem } from "./upload-item";
import css from "./upload-panel.module.css";
import { afterEvent, changedStore, chosenFile, type UploadState } from "./upload-state";

interface Entry {
  readonly key: number;
  readonly file: File;
  readonly state: UploadState;
}

/** Takes files by choosing or dropping, sends them one after the other, and tells what became of each. Without scripts it
 * is a plain form. `maxBytes`: what the server takes in one request. */
export function UploadPanel({ maxBytes }: { maxBytes: number }) {
  const router = useRouter();
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [wanted, setWanted] = useState<string | null>(null);
  const [token, setToken] = useState("");
  // The list the sending loop works through; the state above is what is drawn of it.
  const list = useRef<Entry[]>([]);
  const running = useRef(false);
  const aborts = useRef(new Map<number, AbortController>());

  const drop = useFileDrop(add);

  function change(key: number, by: (state: UploadState) => UploadState) {
    list.current = list.current.map((one) => (one.key === key ? { ...one, state: by(one.state) } : one));
    setEntries(list.current);
  }

  function add(files: Iterable<File>) {
    for (const file of files) {
      const state = chosenFile(file.name, file.size);
      const tooLarge = `The file has ${formatBytes(file.size)}; this server takes at most ${formatLimit(maxBytes)}.`;
      list.current.push({
        key: list.current.length,
        file,
        state: file.size > maxBytes ? { ...state, phase: "failed", problem: tooLarge } : state,
      });
    }
    list.current = [...list.current];
    setEntries(list.current);
    if (wanted === null) void sendAll(token);
  }

  async function sendAll(withToken: string) {
    if (running.current) return;
    running.current = true;
    for (;;) {
      const next = list.current.find((one) => one.state.phase === "waiting");
      if (!next) break;
      const goOn = await sendOne(next, withToken);
      if (!goOn) break;
    }
    running.current = false;
  }

  /** False when the server wants a token first. */
  async function sendOne({ key, file }: Entry, withToken: string): Promise<boolean> {
    const abort = new AbortController();
    aborts.current.set(key, abort);
    change(key, (state) => ({ ...state, phase: "sending", sent: 0 }));
    const result = await sendFile(file, withToken, {
      signal: abort.signal,
      onSent: (sent) => change(key, (state) => (state.phase === "sending" ? { ...state, sent } : state)),
      onEvent: (event) => change(key, (state) => afterEvent(state, event)),
    });
    aborts.current.delete(key);
    if (result.kind === "token") {
      change(key, (state) => ({ ...state, phase: "waiting", sent: 0 }));
      setWanted(result.message);
      return false;
    }
    if (result.kind === "refused") {
      const { message, findings } = result;
      change(key, (state) => ({ ...state, phase: "failed", problem: message, findings }));
    }
    if (result.kind === "aborted") change(key, (state) => ({ ...state, phase: "cancelled" }));
    const done = list.current.find((one) => one.key === key);
    // What other pages show has changed: nothing of them may be kept.
    if (done && changedStore(done.state)) router.refresh();
    return true;
  }

  function cancel({ key, state }: Entry) {
    if (state.upload === null) {
      const sending = aborts.current.get(key);
      if (sending) sending.abort();
      else change(key, (now) => ({ ...now, phase: "cancelled" }));
      return;
    }
    const headers: HeadersInit = token === "" ? {} : { Authorization: `Bearer ${token}` };
    // The end of the upload is told by its own answer; one that is over already cannot be cancelled.
    void fetch(`/api/v1/uploads/${state.upload}`, { method: "DELETE", headers });
  }

  function onToken(event: FormEvent) {
    event.preventDefault();
    setWanted(null);
    void sendAll(token);
  }

  return (
    <>
      <form
        {...drop}
        action="/api/v1/uploads"
        method="post"
        encType="multipart/form-data"
        aria-label="Upload reports"
      >
        <label htmlFor="upload-files" className={box.label}>
          Choose reports, or drop them here
        </label>
        <input
          id="upload-files"
          type="file"
          name="file"
          className={box.file}
          multiple
          accept=".xml,.pdf,.csv,.zip,.gz,.htm,.html,text/xml,application/xml,application/pdf,text/csv,application/zip"
          aria-describedby="upload-limits"
          onChange={(event) => {
            add(event.target.files ?? []);
            // The same file may be chosen again.
            event.target.value = "";
          }}
        />
        <p id="upload-limits" className={box.limits}>
          SEC XML, its PDF rendering, CSV, or a ZIP of these; several at once; up to {formatLimit(maxBytes)}.
        </p>
        <noscript>
          <button type="submit" className="control">
            Upload
          </button>
        </noscript>
      </form>

      {wanted !== null ? (
        <form className={css.token} onSubmit={onToken}>
          <label htmlFor="upload-token">Upload token</label>
          <p id="upload-token-why">
            {wanted || "This server takes uploads only from those who have its upload token."}
          </p>
          <input
            id="upload-token"
            type="password"
            className="control"
            autoComplete="off"
            required
            aria-describedby="upload-token-why"
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />{" "}
          <button type="submit" className="control">
            Upload
          </button>
        </form>
      ) : null}

      {entries.length > 0 ? (
        <ol className={css.items} aria-label="Uploads">
          {entries.map((entry) => (
            <UploadItem key={entry.key} state={entry.state} onCancel={() => cancel(entry)} />
          ))}
        </ol>
      ) : null}
    </>
  );
}

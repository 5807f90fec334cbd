import { Readable } from "node:stream";
import { ZipFile } from "yazl";

type Chunk = string | Uint8Array;
export type Chunks = Iterator<Chunk, void> | AsyncIterator<Chunk, void>;

export interface ZipText {
  readonly name: string;
  /** Read piece by piece, as fast as the ZIP is read. */
  readonly chunks: Chunks;
}

/** Packs texts into a ZIP that is made while it is read, so that memory stays flat. `made` is the files' date. What a
 * text throws ends the stream with that error; a reader that leaves ends the texts. */
export function zipFiles(files: readonly ZipText[], made: Date): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const sources = files.map(({ name, chunks }) => {
    const source = Readable.from(remaining(chunks), { objectMode: false, highWaterMark: 256 * 1024 });
    source.on("error", (error) => output.destroy(error));
    zip.addReadStream(source, name, { mtime: made });
    return source;
  });
  output.once("close", () => {
    for (const source of sources) source.destroy();
    for (const { chunks } of files) void chunks.return?.();
  });
  zip.end();
  return output;
}

async function* remaining(chunks: Chunks): AsyncGenerator<Uint8Array> {
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    yield typeof next.value === "string" ? Buffer.from(next.value) : next.value;
  }
}

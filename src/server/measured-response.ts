import { type IncomingMessage, ServerResponse } from "node:http";

/** A response that knows how much of a body it was given to send, in bytes. */
export class MeasuredResponse<
  Request extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Request> {
  bodyBytes = 0;

  override write(...args: unknown[]): boolean {
    this.#measure(args);
    return Reflect.apply(super.write, this, args);
  }

  override end(...args: unknown[]): this {
    this.#measure(args);
    return Reflect.apply(super.end, this, args);
  }

  #measure([chunk, encoding]: unknown[]): void {
    if (typeof chunk === "string") {
      this.bodyBytes += Buffer.byteLength(
        chunk,
        typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8",
      );
    } else if (chunk instanceof Uint8Array) this.bodyBytes += chunk.byteLength;
  }
}

import type { Refusal } from "./error-answer";
import { ClientLeft, type Rendered } from "./rendered-response";

export interface QueueLimits {
  /** So many answers are begun at once. */
  readonly atOnce: number;
  /** Requests that wait, are being answered or are being sent a long answer: of one client, and of all. */
  readonly perClient: number;
  readonly inAll: number;
}

/** Seconds after which another try makes sense. */
const RETRY_AFTER = 5;

/** Too many are waiting already. */
export class Busy extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

interface Waiting {
  readonly isWanted: () => boolean;
  readonly go: () => void;
  readonly drop: () => void;
}

/** A place in the queue, from when it is one's turn. Both may be called more than once. */
interface Turn {
  /** The answer has begun: the next may be made, while this one is sent. */
  begun(): void;
  /** It is over. */
  over(): void;
}

/** Lets requests in one after the other. Those whose clients have left meanwhile are dropped before any work is done. */
export class RenderQueue {
  readonly #waiting: Waiting[] = [];
  readonly #clients = new Map<string, number>();
  #inAll = 0;
  #running = 0;
  constructor(private readonly limits: QueueLimits) {}

  /** Has an answer made when it is the request's turn. Rejects as that does, with Busy, or with ClientLeft when at its turn nobody
   * wanted it any more. A long answer keeps its place among those of its client until it is sent, and no other's. */
  async inTurn(client: string, isWanted: () => boolean, make: () => Promise<Rendered>): Promise<Rendered> {
    const turn = await this.#enter(client, isWanted);
    try {
      const rendered = await make();
      if (rendered.kind === "whole") turn.over();
      else {
        turn.begun();
        rendered.body.once("close", turn.over);
      }
      return rendered;
    } catch (error) {
      turn.over();
      throw error;
    }
  }

  #enter(client: string, isWanted: () => boolean): Promise<Turn> {
    const own = this.#clients.get(client) ?? 0;
    if (own >= this.limits.perClient) {
      return Promise.reject(busy(429, "too_many_requests", "Too many requests at once from you"));
    }
    if (this.#inAll >= this.limits.inAll) return Promise.reject(busy(503, "busy", "The server is busy"));
    this.#clients.set(client, own + 1);
    this.#inAll += 1;
    return new Promise((resolve, reject) => {
      const go = () => {
        this.#running += 1;
        resolve(this.#turn(client));
      };
      const drop = () => {
        this.#leave(client);
        reject(new ClientLeft());
      };
      this.#waiting.push({ isWanted, go, drop });
      this.#next();
    });
  }

  #turn(client: string): Turn {
    let isRunning = true;
    let isOver = false;
    const begun = () => {
      if (!isRunning) return;
      isRunning = false;
      this.#running -= 1;
      this.#next();
    };
    const over = () => {
      if (!isOver) this.#leave(client);
      isOver = true;
      begun();
    };
    return { begun, over };
  }

  #next(): void {
    while (this.#running < this.limits.atOnce) {
      const one = this.#waiting.shift();
      if (!one) return;
      if (one.isWanted()) one.go();
      else one.drop();
    }
  }

  #leave(client: string): void {
    this.#inAll -= 1;
    const left = (this.#clients.get(client) ?? 1) - 1;
    if (left > 0) this.#clients.set(client, left);
    else this.#clients.delete(client);
  }
}

function busy(status: number, code: string, what: string): Busy {
  return new Busy({
    status,
    code,
    message: `${what}. Try again in ${RETRY_AFTER} seconds.`,
    headers: { "retry-after": String(RETRY_AFTER) },
  });
}

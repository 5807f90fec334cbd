import { Worker } from "node:worker_threads";
import type { PictureStyle } from "@/pictures/draw-picture";
import type { Picture } from "@/pictures/picture";
import { AppError } from "@/report/errors";
import type { ImageAnswer, ImageRequest } from "./chart-image.main";
import { programFile } from "./program-file";

export const IMAGE_FORMATS = ["svg", "png"] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

/** One image takes tens of milliseconds; what takes this long will not end. */
const TIMEOUT_MS = 20_000;
/** Images waiting; beyond, the next is refused rather than kept waiting for seconds. */
const MOST_WAITING = 64;
/** A thread that nobody needs is ended: it holds some 60 MB. */
const IDLE_MS = 60_000;

interface Job {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** The one thread that draws, and what it has been asked for. Next loads server code in several bundles, so it hangs on
 * globalThis. */
class Drawer {
  readonly #jobs = new Map<number, Job>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  #last = 0;

  draw(picture: Picture, style: PictureStyle, format: ImageFormat): Promise<Uint8Array> {
    if (this.#jobs.size >= MOST_WAITING) {
      const message = "Too many images are being drawn. Try again in a few seconds.";
      return Promise.reject(new AppError("store", message, { code: "busy" }));
    }
    clearTimeout(this.#idle);
    const worker = this.#running();
    worker.ref();
    this.#last += 1;
    const job = this.#last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#fail(new Error("Drawing took too long.")), TIMEOUT_MS);
      this.#jobs.set(job, { resolve, reject, timer });
      worker.postMessage({ job, picture, style, format } satisfies ImageRequest);
    });
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(programFile("chart-image.js"), {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    worker.on("message", (answer: ImageAnswer) => this.#done(answer));
    worker.once("error", (error) => this.#fail(error));
    this.#worker = worker;
    return worker;
  }

  #done(answer: ImageAnswer): void {
    const job = this.#jobs.get(answer.job);
    this.#jobs.delete(answer.job);
    clearTimeout(job?.timer);
    if ("bytes" in answer) job?.resolve(answer.bytes);
    else job?.reject(new Error(answer.problem));
    if (this.#jobs.size > 0) return;
    // Idle, it must not keep a command or a test from ending.
    this.#worker?.unref();
    this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
  }

  /** Whatever stopped the thread, no image it was asked for will come. */
  #fail(error: Error): void {
    const jobs = [...this.#jobs.values()];
    this.#jobs.clear();
    this.#end();
    for (const { reject, timer } of jobs) {
      clearTimeout(timer);
      reject(error);
    }
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = null;
  }
}

const shared = globalThis as { pfofDrawer?: Drawer };

/** Draws a picture as SVG or as PNG of twice the size, in a thread of its own. Rejects with AppError store, code `busy`, when
 * too many are waiting. */
export function chartImage(picture: Picture, style: PictureStyle, format: ImageFormat): Promise<Uint8Array> {
  shared.pfofDrawer ??= new Drawer();
  return shared.pfofDrawer.draw(picture, style, format);
}

import path from "node:path";
import { answerImport, authorOf } from "./answer-import";
import { receiveUpload } from "./receive-upload";
import { inRoom, type RunImport } from "./upload-queue";

export interface UploadSettings {
  readonly dataDir: string;
  readonly maxUploadBytes: number;
}

/** `POST /api/v1/uploads`: receives files, has them imported, answers with what became of each; see `answerImport`. */
export async function postUpload(
  request: Request,
  settings: UploadSettings,
  runImport: RunImport,
): Promise<Response> {
  const by = authorOf(request);
  const folder = path.join(settings.dataDir, "uploads");
  const received = await inRoom(() => receiveUpload(request, folder, settings.maxUploadBytes));
  return answerImport(request, received, by, runImport);
}

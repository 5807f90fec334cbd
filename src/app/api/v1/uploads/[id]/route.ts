import { writerOf } from "@/host/write-access";
import { AppError } from "@/report/errors";
import { json, route } from "../../../respond";
import { cancelUpload } from "../upload-queue";

export const dynamic = "force-dynamic";

/** Cancels an upload that is running or waiting: what is stored stays, the rest is not begun. */
export const DELETE = route<{ id: string }>((request, { id }) => {
  if (!writerOf(request.headers)) {
    const message = "This server takes changes only when started by npm start.";
    throw new AppError("invalid_input", message, { code: "token_wanted", status: 401 });
  }
  if (!cancelUpload(id)) throw new AppError("not_found", `No upload ${id} is running.`);
  return json({ upload: id, cancelled: true }, { headers: { "cache-control": "no-store" } });
});

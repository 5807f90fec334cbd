import { readSettings } from "@/host/settings";
import { runCheck } from "@/worker/check-process";
import { route } from "../../respond";
import { postCheck } from "./post-check";

export const dynamic = "force-dynamic";

export const POST = route((request) => postCheck(request, readSettings(), runCheck));

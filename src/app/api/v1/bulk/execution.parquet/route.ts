import { ENDPOINTS } from "../../../endpoints";
import { bulkRoute } from "../answer-bulk";

export const dynamic = "force-dynamic";

export const GET = bulkRoute("execution.parquet", ENDPOINTS.bulkExecution);

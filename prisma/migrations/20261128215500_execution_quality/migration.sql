-- CreateTable
CREATE TABLE "reporter" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "code" TEXT NOT NULL,
    "participant" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "venue_slug" TEXT,
    "broker_slug" TEXT
);

-- CreateTable
CREATE TABLE "execution_report" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "public_id" TEXT NOT NULL,
    "reporter_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "is_current" BOOLEAN NOT NULL,
    "imported_at" TEXT NOT NULL,
    "document_sha256" TEXT NOT NULL,
    "origin_file" TEXT,
    "origin_sha256" TEXT,
    "figures_hash" TEXT NOT NULL,
    "efq_unit" TEXT,
    "unread_lines" INTEGER NOT NULL,
    "withdrawn_at" TEXT,
    "withdrawn_why" TEXT,
    CONSTRAINT "execution_report_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "reporter" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "execution_source" (
    "report_id" INTEGER NOT NULL,
    "document_sha256" TEXT NOT NULL,
    "added_at" TEXT NOT NULL,

    PRIMARY KEY ("report_id", "document_sha256"),
    CONSTRAINT "execution_source_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "execution_report" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "execution_source_document_sha256_fkey" FOREIGN KEY ("document_sha256") REFERENCES "document" ("sha256") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "execution_row" (
    "report_id" INTEGER NOT NULL,
    "sp500" TEXT NOT NULL,
    "order_size" INTEGER NOT NULL,
    "order_type" TEXT NOT NULL,
    "avg_order_shares" TEXT,
    "avg_order_usd" TEXT,
    "midpoint_usd" TEXT,
    "at_quote_or_better_fraction" TEXT,
    "improved_fraction" TEXT,
    "net_improvement_fraction" TEXT,
    "effective_spread_fraction" TEXT,
    "quoted_spread_fraction" TEXT,
    "efq_filed" TEXT,
    "realized_spread_15s_fraction" TEXT,
    "realized_spread_1min_fraction" TEXT,
    "execution_ms" TEXT,
    "position" TEXT NOT NULL,

    PRIMARY KEY ("report_id", "sp500", "order_size", "order_type"),
    CONSTRAINT "execution_row_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "execution_report" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "execution_sum" (
    "report_id" INTEGER NOT NULL,
    "order_type" TEXT NOT NULL,
    "order_size" TEXT NOT NULL,
    "lot" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "orders" REAL NOT NULL,
    "shares" REAL NOT NULL,
    "cancelled_shares" REAL NOT NULL,
    "executed_shares" REAL NOT NULL,
    "executed_away_shares" REAL NOT NULL,
    "improved_shares" REAL NOT NULL,
    "improved_usd" REAL NOT NULL,
    "at_quote_shares" REAL NOT NULL,
    "outside_shares" REAL NOT NULL,
    "outside_usd" REAL NOT NULL,
    "rated_shares" REAL NOT NULL,
    "effective_usd" REAL NOT NULL,
    "quoted_usd" REAL NOT NULL,
    "midpoint_usd" REAL NOT NULL,
    "left_out_shares" REAL NOT NULL,
    "left_out_rows" INTEGER NOT NULL,

    PRIMARY KEY ("report_id", "order_type", "order_size", "lot"),
    CONSTRAINT "execution_sum_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "execution_report" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "execution_finding" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "report_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "position" TEXT,
    "field" TEXT,
    "filed" TEXT,
    CONSTRAINT "execution_finding_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "execution_report" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "reporter_slug_idx" ON "reporter"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "reporter_participant_code_key" ON "reporter"("participant", "code");

-- CreateIndex
CREATE UNIQUE INDEX "execution_report_public_id_key" ON "execution_report"("public_id");

-- CreateIndex
CREATE INDEX "execution_report_reporter_id_month_idx" ON "execution_report"("reporter_id", "month");

-- CreateIndex
CREATE INDEX "execution_report_month_is_current_idx" ON "execution_report"("month", "is_current");

-- CreateIndex
CREATE INDEX "execution_source_document_sha256_idx" ON "execution_source"("document_sha256");

-- CreateIndex
CREATE INDEX "execution_finding_report_id_idx" ON "execution_finding"("report_id");

-- CreateTable
CREATE TABLE "broker" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "crd" TEXT,
    "known" BOOLEAN NOT NULL
);

-- CreateTable
CREATE TABLE "broker_alias" (
    "folded" TEXT NOT NULL PRIMARY KEY,
    "broker_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "broker_alias_broker_id_fkey" FOREIGN KEY ("broker_id") REFERENCES "broker" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "venue" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "known" BOOLEAN NOT NULL,
    "kind_equities" TEXT NOT NULL,
    "kind_options" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "venue_alias" (
    "folded" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "venue_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    PRIMARY KEY ("folded", "scope"),
    CONSTRAINT "venue_alias_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venue" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "filed_venue" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "mic" TEXT NOT NULL,
    "mpid" TEXT NOT NULL,
    "asset_class" TEXT NOT NULL,
    "venue_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    CONSTRAINT "filed_venue_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venue" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "document" (
    "sha256" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "container_sha256" TEXT,
    "entry" TEXT,
    "stored_at" TEXT NOT NULL,
    "completed_at" TEXT
);

-- CreateTable
CREATE TABLE "report" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "public_id" TEXT NOT NULL,
    "broker_id" INTEGER NOT NULL,
    "quarter" INTEGER NOT NULL,
    "series" TEXT NOT NULL,
    "filed_broker" TEXT NOT NULL,
    "crd" TEXT,
    "version" INTEGER NOT NULL,
    "filed_version" INTEGER,
    "generated_at" TEXT,
    "imported_at" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "document_sha256" TEXT NOT NULL,
    "origin_file" TEXT,
    "origin_sha256" TEXT,
    "figures_hash" TEXT NOT NULL,
    "is_current" BOOLEAN NOT NULL,
    "withdrawn_at" TEXT,
    "withdrawn_why" TEXT,
    "filed_months" INTEGER NOT NULL,
    CONSTRAINT "report_broker_id_fkey" FOREIGN KEY ("broker_id") REFERENCES "broker" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "report_source" (
    "report_id" INTEGER NOT NULL,
    "document_sha256" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "added_at" TEXT NOT NULL,

    PRIMARY KEY ("report_id", "document_sha256"),
    CONSTRAINT "report_source_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "report_source_document_sha256_fkey" FOREIGN KEY ("document_sha256") REFERENCES "document" ("sha256") ON DELETE RESTRICT ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "report_month" (
    "report_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,

    PRIMARY KEY ("report_id", "month"),
    CONSTRAINT "report_month_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "section_summary" (
    "report_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "ndo_pct" REAL,
    "ndo_market_pct" REAL,
    "ndo_marketable_limit_pct" REAL,
    "ndo_non_marketable_limit_pct" REAL,
    "ndo_other_pct" REAL,

    PRIMARY KEY ("report_id", "month", "section"),
    CONSTRAINT "section_summary_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "venue_row" (
    "report_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "row_number" INTEGER NOT NULL,
    "filed_venue_id" INTEGER NOT NULL,
    "order_pct" REAL,
    "market_pct" REAL,
    "marketable_limit_pct" REAL,
    "non_marketable_limit_pct" REAL,
    "other_pct" REAL,
    "market_usd" REAL,
    "market_cph" REAL,
    "marketable_limit_usd" REAL,
    "marketable_limit_cph" REAL,
    "non_marketable_limit_usd" REAL,
    "non_marketable_limit_cph" REAL,
    "other_usd" REAL,
    "other_cph" REAL,
    "material_aspects_id" INTEGER,
    "position" TEXT NOT NULL,
    "re_reported" BOOLEAN NOT NULL DEFAULT false,

    PRIMARY KEY ("report_id", "month", "section", "row_number"),
    CONSTRAINT "venue_row_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "venue_row_filed_venue_id_fkey" FOREIGN KEY ("filed_venue_id") REFERENCES "filed_venue" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "venue_row_material_aspects_id_fkey" FOREIGN KEY ("material_aspects_id") REFERENCES "material_aspects" ("id") ON DELETE SET NULL ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "material_aspects" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sha256" TEXT NOT NULL,
    "text" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "finding" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "report_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "position" TEXT,
    "field" TEXT,
    "filed" TEXT,
    "month" INTEGER,
    "section" TEXT,
    "venue" TEXT,
    CONSTRAINT "finding_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "rollup" (
    "report_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "re_reported" BOOLEAN NOT NULL,
    "market_usd" REAL NOT NULL,
    "market_abs" REAL NOT NULL,
    "market_rated_usd" REAL NOT NULL,
    "market_rated_abs" REAL NOT NULL,
    "market_shares" REAL NOT NULL,
    "market_n" INTEGER NOT NULL,
    "market_rated_n" INTEGER NOT NULL,
    "market_cover" REAL NOT NULL,
    "marketable_limit_usd" REAL NOT NULL,
    "marketable_limit_abs" REAL NOT NULL,
    "marketable_limit_rated_usd" REAL NOT NULL,
    "marketable_limit_rated_abs" REAL NOT NULL,
    "marketable_limit_shares" REAL NOT NULL,
    "marketable_limit_n" INTEGER NOT NULL,
    "marketable_limit_rated_n" INTEGER NOT NULL,
    "marketable_limit_cover" REAL NOT NULL,
    "non_marketable_limit_usd" REAL NOT NULL,
    "non_marketable_limit_abs" REAL NOT NULL,
    "non_marketable_limit_rated_usd" REAL NOT NULL,
    "non_marketable_limit_rated_abs" REAL NOT NULL,
    "non_marketable_limit_shares" REAL NOT NULL,
    "non_marketable_limit_n" INTEGER NOT NULL,
    "non_marketable_limit_rated_n" INTEGER NOT NULL,
    "non_marketable_limit_cover" REAL NOT NULL,
    "other_usd" REAL NOT NULL,
    "other_abs" REAL NOT NULL,
    "other_rated_usd" REAL NOT NULL,
    "other_rated_abs" REAL NOT NULL,
    "other_shares" REAL NOT NULL,
    "other_n" INTEGER NOT NULL,
    "other_rated_n" INTEGER NOT NULL,
    "other_cover" REAL NOT NULL,

    PRIMARY KEY ("report_id", "month", "section", "kind", "re_reported"),
    CONSTRAINT "rollup_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateIndex
CREATE UNIQUE INDEX "broker_slug_key" ON "broker"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "broker_crd_key" ON "broker"("crd");

-- CreateIndex
CREATE INDEX "broker_alias_broker_id_idx" ON "broker_alias"("broker_id");

-- CreateIndex
CREATE UNIQUE INDEX "venue_slug_key" ON "venue"("slug");

-- CreateIndex
CREATE INDEX "venue_alias_venue_id_idx" ON "venue_alias"("venue_id");

-- CreateIndex
CREATE INDEX "filed_venue_venue_id_idx" ON "filed_venue"("venue_id");

-- CreateIndex
CREATE UNIQUE INDEX "filed_venue_name_mic_mpid_asset_class_key" ON "filed_venue"("name", "mic", "mpid", "asset_class");

-- CreateIndex
CREATE INDEX "document_container_sha256_idx" ON "document"("container_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "report_public_id_key" ON "report"("public_id");

-- CreateIndex
CREATE INDEX "report_broker_id_quarter_idx" ON "report"("broker_id", "quarter");

-- CreateIndex
CREATE INDEX "report_quarter_is_current_idx" ON "report"("quarter", "is_current");

-- CreateIndex
CREATE INDEX "report_source_document_sha256_idx" ON "report_source"("document_sha256");

-- CreateIndex
CREATE INDEX "venue_row_filed_venue_id_idx" ON "venue_row"("filed_venue_id");

-- CreateIndex
CREATE UNIQUE INDEX "material_aspects_sha256_key" ON "material_aspects"("sha256");

-- CreateIndex
CREATE INDEX "finding_report_id_idx" ON "finding"("report_id");

-- CreateIndex
CREATE INDEX "finding_code_idx" ON "finding"("code");

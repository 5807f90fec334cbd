-- CreateTable
CREATE TABLE "report_text" (
    "report_id" INTEGER NOT NULL,
    "material_aspects_id" INTEGER NOT NULL,

    PRIMARY KEY ("report_id", "material_aspects_id"),
    CONSTRAINT "report_text_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "report_text_material_aspects_id_fkey" FOREIGN KEY ("material_aspects_id") REFERENCES "material_aspects" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
) WITHOUT ROWID;
INSERT INTO "report_text" ("report_id", "material_aspects_id")
SELECT DISTINCT "report_id", "material_aspects_id" FROM "venue_row" WHERE "material_aspects_id" IS NOT NULL;

-- CreateIndex
CREATE INDEX "report_text_material_aspects_id_idx" ON "report_text"("material_aspects_id");

-- RedefineTables: the texts of rows are referred to by "report_text" now.
CREATE TABLE "new_venue_row" (
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
    CONSTRAINT "venue_row_filed_venue_id_fkey" FOREIGN KEY ("filed_venue_id") REFERENCES "filed_venue" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
) WITHOUT ROWID;
INSERT INTO "new_venue_row" SELECT
    "report_id", "month", "section", "row_number", "filed_venue_id", "order_pct", "market_pct", "marketable_limit_pct",
    "non_marketable_limit_pct", "other_pct", "market_usd", "market_cph", "marketable_limit_usd", "marketable_limit_cph",
    "non_marketable_limit_usd", "non_marketable_limit_cph", "other_usd", "other_cph", "material_aspects_id", "position",
    "re_reported"
FROM "venue_row";
DROP TABLE "venue_row";
ALTER TABLE "new_venue_row" RENAME TO "venue_row";

-- Words of the material-aspects texts: case, accents and endings folded ("rebates" finds "rebate"). The texts
-- themselves stay where they are. A text is only ever inserted or deleted.
CREATE VIRTUAL TABLE "material_aspects_fts" USING fts5(
    "text",
    content='material_aspects',
    content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2'
);
INSERT INTO "material_aspects_fts" ("material_aspects_fts") VALUES ('rebuild');

CREATE TRIGGER "material_aspects_inserted" AFTER INSERT ON "material_aspects" BEGIN
    INSERT INTO "material_aspects_fts" (rowid, "text") VALUES (new."id", new."text");
END;

CREATE TRIGGER "material_aspects_deleted" AFTER DELETE ON "material_aspects" BEGIN
    INSERT INTO "material_aspects_fts" ("material_aspects_fts", rowid, "text") VALUES ('delete', old."id", old."text");
END;

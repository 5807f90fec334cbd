-- CreateTable
CREATE TABLE "correction" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "rows" INTEGER
);

-- CreateIndex
CREATE INDEX "correction_at_idx" ON "correction"("at");

-- Withdrawals of stores that had none of this.
INSERT INTO "correction" ("at", "what", "name", "after")
SELECT "withdrawn_at", 'withdrawn', "public_id", "withdrawn_why" FROM "report" WHERE "withdrawn_at" IS NOT NULL ORDER BY 1;

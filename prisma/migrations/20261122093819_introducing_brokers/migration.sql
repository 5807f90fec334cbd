-- CreateTable
CREATE TABLE "introducing_broker" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "quarter" INTEGER,
    "crd" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "clearing_crd" TEXT,
    "clearing_name" TEXT,
    "document_sha256" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    CONSTRAINT "introducing_broker_document_sha256_fkey" FOREIGN KEY ("document_sha256") REFERENCES "document" ("sha256") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "introducing_broker_crd_idx" ON "introducing_broker"("crd");

-- CreateIndex
CREATE INDEX "introducing_broker_clearing_crd_idx" ON "introducing_broker"("clearing_crd");

-- CreateIndex
CREATE INDEX "introducing_broker_document_sha256_idx" ON "introducing_broker"("document_sha256");

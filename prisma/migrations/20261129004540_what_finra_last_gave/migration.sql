-- CreateTable
CREATE TABLE "finra_archive" (
    "url" TEXT NOT NULL PRIMARY KEY,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "etag" TEXT,
    "last_modified" TEXT,
    "refused" INTEGER NOT NULL,
    "read_at" TEXT NOT NULL
);

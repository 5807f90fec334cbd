-- AlterTable
ALTER TABLE "report" ADD COLUMN "replaced_by" INTEGER;

"use client";

import { useState } from "react";
import type { CustomerReport } from "./customer-report";
import css from "./my-orders.module.css";
import { ordersPicture } from "./orders-picture";

/** Saves a picture of the orders by venue, drawn and written here in the browser. */
export function PictureButtons({ report }: { report: CustomerReport }) {
  const [problem, setProblem] = useState<string | null>(null);

  async function savePng() {
    setProblem(null);
    try {
      save(await png(ordersPicture(report)), "my-orders.png");
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      setProblem(`The browser could not draw the picture (${why}). The SVG is the same.`);
    }
  }

  function saveSvg() {
    save(new Blob([ordersPicture(report).svg], { type: "image/svg+xml" }), "my-orders.svg");
  }

  return (
    <p className={css.buttons}>
      <button type="button" className="control" onClick={() => void savePng()}>
        Save a picture (PNG)
      </button>{" "}
      <button type="button" className="control" onClick={saveSvg}>
        SVG
      </button>{" "}
      <span>By venue, without order numbers or your name.</span>
      {problem ? <span role="alert"> {problem}</span> : null}
    </p>
  );
}

/** Twice as many pixels as the drawing has: screens and print want them. */
const SCALE = 2;

async function png({ svg, width, height }: { svg: string; width: number; height: number }): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no image came out"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Whoever saves it has taken hold of it once this turn is over.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

import { type DragEvent, useState } from "react";
import box from "./file-box.module.css";

/** What a box takes files by that are dropped on it: its look, and what to listen to. */
export function useFileDrop(take: (files: FileList) => void) {
  const [dragging, setDragging] = useState(false);
  return {
    className: dragging ? box.dropping : box.box,
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setDragging(true);
    },
    onDragLeave: () => setDragging(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setDragging(false);
      take(event.dataTransfer.files);
    },
  };
}

// What holds the picture: the GPU stage where there is WebGL, else the plain one, with the canvas for names above it.

import { gpuStage } from "./gpu.js";
import { plainStage } from "./plain.js";
import { paintOver } from "./paint.js";

function hasWebgl() {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2") || document.createElement("canvas").getContext("webgl"));
  } catch {
    return false;
  }
}

// ctx gives model, scene(), look(), emphasis(), lineWords(line); `on` the reader's deeds.
export function openStage(ctx, box, on) {
  const over = document.createElement("canvas");
  over.className = "over";
  over.setAttribute("aria-hidden", "true");
  const size = () => ({ w: box.clientWidth, h: box.clientHeight });
  let stage = null;

  function render() {
    if (!stage || !ctx.scene()) return;
    const { w, h } = size();
    const dense = window.devicePixelRatio || 1;
    if (over.width !== Math.round(w * dense) || over.height !== Math.round(h * dense)) {
      over.width = Math.round(w * dense);
      over.height = Math.round(h * dense);
    }
    const pen = over.getContext("2d");
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    paintOver(pen, ctx.scene(), stage.camera(), size(), ctx.look(), ctx.model, ctx.emphasis(), ctx.lineWords);
  }
  const handlers = { ...on, render };
  try {
    stage = hasWebgl() && window.newskgVendor ? gpuStage(box, ctx.model, handlers) : plainStage(box, ctx.model, handlers);
  } catch {
    box.replaceChildren();
    try {
      stage = plainStage(box, ctx.model, handlers);
    } catch {
      return null;
    }
  }
  box.append(over);
  new ResizeObserver(() => {
    stage.resize();
    stage.repaint();
  }).observe(box);
  return { ...stage, size, render };
}

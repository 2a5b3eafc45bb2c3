// What holds the picture: the GPU stage where there is a graphics card, else the plain one, with the canvas for names above it.
// WebGL without a card (drawn by the processor) took 5 to 30 times as long for a frame as the plain canvas, so it counts as none.

import { gpuStage } from "./gpu.js";
import { plainStage } from "./plain.js";
import { paintOver } from "./paint.js";

const UNMASKED_RENDERER = 0x9246;

function hasCard() {
  const wish = { failIfMajorPerformanceCaveat: true };
  try {
    const canvas = document.createElement("canvas");
    const gl = canvas.getContext("webgl2", wish) ?? canvas.getContext("webgl", wish);
    if (!gl) return false;
    const name = gl.getParameter(gl.getExtension("WEBGL_debug_renderer_info") ? UNMASKED_RENDERER : gl.RENDERER);
    gl.getExtension("WEBGL_lose_context")?.loseContext(); // browsers keep few contexts
    return !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(String(name));
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
    stage = hasCard() && window.newskgVendor ? gpuStage(box, ctx.model, handlers) : plainStage(box, ctx.model, handlers);
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

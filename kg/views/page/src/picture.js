// The picture as a file or on paper: painted anew on a canvas of its own, in light colours, with title and legend.

import { colourOf, letterOf, outline, palette, shapeOf } from "./look.js";
import { font } from "./labels.js";
import { paintBase, paintOver } from "./paint.js";
import { extent } from "./scene.js";
import { t, termWords } from "./words.js";

const FOOT = 74; // room for title and legend

export function paintPicture(canvas, { model, scene, camera, size, emphasis, words, title }) {
  const look = palette(false);
  const dense = 2;
  canvas.width = size.w * dense;
  canvas.height = (size.h + FOOT) * dense;
  const ctx = canvas.getContext("2d");
  const layer = (paint) => {
    const sheet = document.createElement("canvas");
    sheet.width = size.w * dense;
    sheet.height = size.h * dense;
    const on = sheet.getContext("2d");
    on.setTransform(dense, 0, 0, dense, 0, 0);
    paint(on);
    ctx.drawImage(sheet, 0, 0);
  };
  ctx.fillStyle = look.paper;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  layer((on) => paintBase(on, scene, camera, size, look, model));
  layer((on) => paintOver(on, scene, camera, size, look, model, emphasis, words));
  ctx.setTransform(dense, 0, 0, dense, 0, 0);
  legend(ctx, model, scene, size, look, title);
  return canvas;
}

// The camera that shows all dots, with room for names at the sides.
export function fitting(dots, size) {
  const { x0, y0, x1, y1 } = extent(dots);
  const [wide, tall] = [size.w - Math.min(190, size.w * 0.24), size.h - Math.min(110, size.h * 0.2)];
  const k = Math.min(wide / Math.max(1, x1 - x0), tall / Math.max(1, y1 - y0), 1.8);
  return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, k: Math.max(k, 1e-4) };
}

function legend(ctx, model, scene, size, look, title) {
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillStyle = look.ink;
  ctx.font = font(13, true);
  ctx.fillText(title, 16, size.h + 16);
  const kinds = model.kinds.map((row) => row[0]).filter((kind) => scene.dots.some((d) => d.node >= 0 && model.nodes[d.node].kind === kind));
  ctx.font = font(11);
  let [x, y] = [24, size.h + 38];
  for (const kind of kinds) {
    const text = `${letterOf(kind)} ${termWords(model.kinds, kind)}`;
    const wide = 28 + ctx.measureText(text).width;
    if (x + wide > size.w) [x, y] = [24, y + 20];
    ctx.beginPath();
    outline(ctx, shapeOf(kind), x, y, 7);
    ctx.fillStyle = colourOf(kind, look);
    ctx.fill();
    ctx.fillStyle = look.ink;
    ctx.fillText(text, x + 11, y);
    x += wide;
  }
}

export const pictureTitle = (model, state) =>
  state.path ? t("between", { a: model.nodes[state.path[0]].name, b: model.nodes[state.path[1]].name })
    : state.focus >= 0 ? t("around", { name: model.nodes[state.focus].name }) : t("title");

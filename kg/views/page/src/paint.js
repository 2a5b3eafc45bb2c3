// The whole picture on a 2D canvas: the fall-back without WebGL, what is printed and saved, and what lies over the GPU's picture
// (names, letters, and the part that the reader points at).

import { colourOf, letterOf, lineColour, outline, shapeOf } from "./look.js";
import { drawBubble, drawLabels, font, halo, occupancy, placeLabels } from "./labels.js";

export const onScreen = (cam, size, { x, y }) => [(x - cam.x) * cam.k + size.w / 2, (y - cam.y) * cam.k + size.h / 2];
// Seen from afar a dot shrinks less than the distances do; a group keeps its share, since it stands for an area.
export const pixels = (dot, cam) => (dot.group >= 0 ? Math.max(dot.r * cam.k, 5) : Math.max(dot.r * (cam.k < 1 ? cam.k ** 0.8 : cam.k), 1.7));

// The dots in view with their places in pixels, the weightiest first.
function inView(scene, cam, size) {
  const found = [];
  for (const dot of scene.ranked) {
    const [x, y] = onScreen(cam, size, dot);
    const r = pixels(dot, cam);
    if (x > -r - 60 && x < size.w + r + 60 && y > -r - 30 && y < size.h + r + 30) found.push({ dot, x, y, r });
  }
  return found;
}

export function paintBase(ctx, scene, cam, size, look, model) {
  ctx.clearRect(0, 0, size.w, size.h);
  drawLines(ctx, scene, scene.lines, cam, size, lineColour(scene, look), 0.9);
  drawDots(ctx, inView(scene, cam, size).reverse(), look, model);
}

// What lies over the dots. emphasis: null or {dots: Set of keys, lines: Set of keys, centre: key}.
export function paintOver(ctx, scene, cam, size, look, model, emphasis, words) {
  ctx.clearRect(0, 0, size.w, size.h);
  const seen = inView(scene, cam, size);
  for (const group of scene.opened) regionName(ctx, group, cam, size, look, model);
  if (emphasis) {
    ctx.globalAlpha = 0.8;
    ctx.fillStyle = look.paper;
    ctx.fillRect(0, 0, size.w, size.h);
    ctx.globalAlpha = 1;
    drawLines(ctx, scene, scene.lines.filter((l) => emphasis.lines.has(l.key)), cam, size, look.strong, 1.6);
    drawDots(ctx, seen.filter((s) => emphasis.dots.has(s.dot.key)).reverse(), look, model, emphasis.centre);
  }
  const kept = emphasis ? seen.filter((s) => emphasis.dots.has(s.dot.key)) : seen;
  drawLetters(ctx, kept, look, model);
  for (const item of kept) if (item.dot.group >= 0) drawBubble(ctx, item, look, (kind) => colourOf(kind, look));
  if (emphasis) kept.sort((a, b) => Number(b.dot.key === emphasis.centre) - Number(a.dot.key === emphasis.centre));
  else if (scene.mode !== "map") drawHeads(ctx, scene, scene.lines, cam, size, look.soft);
  const taken = occupancy();
  drawLabels(ctx, placeLabels(ctx, kept, size, emphasis ? emphasis.dots : null, taken), look);
  const named = emphasis ? scene.lines.filter((l) => emphasis.lines.has(l.key)) : scene.mode === "map" ? [] : scene.lines;
  drawLineNames(ctx, scene, named.slice(0, 150), cam, size, look, words, taken, emphasis?.centre ?? scene.centre);
}

function ends(scene, line, cam, size) {
  const a = scene.byKey.get(line.a);
  const b = scene.byKey.get(line.b);
  const [ax, ay] = onScreen(cam, size, a);
  const [bx, by] = onScreen(cam, size, b);
  const out = (ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > size.w && bx > size.w) || (ay > size.h && by > size.h);
  return out ? null : { a, b, ax, ay, bx, by };
}

function drawLines(ctx, scene, lines, cam, size, colour, width) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  for (const line of lines) {
    const e = ends(scene, line, cam, size);
    if (!e) continue;
    ctx.moveTo(e.ax, e.ay);
    ctx.lineTo(e.bx, e.by);
  }
  ctx.stroke();
  drawHeads(ctx, scene, lines, cam, size, colour);
}

// Arrow heads where all claims of a line point one way.
function drawHeads(ctx, scene, lines, cam, size, colour) {
  if (cam.k < 0.35) return;
  ctx.fillStyle = colour;
  ctx.beginPath();
  for (const line of lines) {
    const e = line.forward === undefined ? null : ends(scene, line, cam, size);
    if (!e) continue;
    const [fx, fy, tx, ty, to] = line.forward ? [e.ax, e.ay, e.bx, e.by, e.b] : [e.bx, e.by, e.ax, e.ay, e.a];
    const far = Math.hypot(tx - fx, ty - fy);
    const r = pixels(to, cam) * 1.1 + 1;
    if (far < r + 12) continue;
    const [ux, uy] = [(tx - fx) / far, (ty - fy) / far];
    const [hx, hy] = [tx - ux * r, ty - uy * r];
    ctx.moveTo(hx, hy);
    ctx.lineTo(hx - ux * 8 - uy * 3.2, hy - uy * 8 + ux * 3.2);
    ctx.lineTo(hx - ux * 8 + uy * 3.2, hy - uy * 8 - ux * 3.2);
  }
  ctx.fill();
}

function drawDots(ctx, items, look, model, centre) {
  for (const { dot, x, y, r } of items) {
    ctx.beginPath();
    if (dot.group >= 0) {
      ctx.arc(x, y, r, 0, 2 * Math.PI);
      ctx.fillStyle = look.bubble;
      ctx.fill();
      ctx.strokeStyle = dot.key === centre ? look.strong : look.rim;
      ctx.lineWidth = dot.key === centre ? 2.5 : 1;
      ctx.stroke();
      continue;
    }
    const kind = model.nodes[dot.node].kind;
    outline(ctx, shapeOf(kind), x, y, r);
    ctx.fillStyle = colourOf(kind, look);
    ctx.strokeStyle = look.paper;
    ctx.lineWidth = 2;
    if (r > 3) ctx.stroke();
    ctx.fill();
    if (dot.key === centre) {
      ctx.beginPath();
      ctx.arc(x, y, r * 1.25 + 4, 0, 2 * Math.PI);
      ctx.strokeStyle = look.strong;
      ctx.lineWidth = 2.5;
      ctx.stroke();
    }
  }
}

function drawLetters(ctx, items, look, model) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = look.letter;
  for (const { dot, x, y, r } of items) {
    if (dot.group >= 0 || r < 7) continue;
    const kind = model.nodes[dot.node].kind;
    const shape = shapeOf(kind);
    ctx.font = font(Math.min(26, Math.round(r * (shape === "triangle" || shape === "drop" ? 0.8 : 1.05))), true);
    ctx.fillText(letterOf(kind), x, y + (shape === "triangle" ? r * 0.14 : shape === "drop" ? -r * 0.12 : r * 0.05));
  }
}

// The name of an opened group above its members.
function regionName(ctx, group, cam, size, look, model) {
  const [x, y] = onScreen(cam, size, group);
  const r = group.r * cam.k;
  if (r < 60) return;
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.strokeStyle = look.rim;
  ctx.globalAlpha = 0.5;
  ctx.lineWidth = 1;
  ctx.setLineDash([2, 5]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

// What a line says, where there is room for it: towards its outer end when it comes from the centre.
function drawLineNames(ctx, scene, lines, cam, size, look, words, taken, centre) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = font(11);
  for (const line of lines) {
    if (scene.mode === "ring" && centre && line.a !== centre && line.b !== centre) continue;
    const e = ends(scene, line, cam, size);
    const text = e && words(line);
    if (!text) continue;
    const wide = ctx.measureText(text).width / 2 + 2;
    const far = Math.hypot(e.bx - e.ax, e.by - e.ay) - pixels(e.a, cam) - pixels(e.b, cam);
    if (far < 2 * wide + 16) continue;
    for (const part of [0.62, 0.5, 0.74]) {
      const share = line.b === centre ? 1 - part : part;
      const [x, y] = [e.ax + (e.bx - e.ax) * share, e.ay + (e.by - e.ay) * share];
      const box = { x0: x - wide, y0: y - 8, x1: x + wide, y1: y + 8, owner: line.key };
      if (taken.hit(box, line.key)) continue;
      taken.add(box);
      halo(ctx, text, x, y, look, look.strong, 4);
      break;
    }
  }
}

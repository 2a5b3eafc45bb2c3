// Names on the picture: the weightiest first, each where it covers neither another name nor a larger dot, with a halo in the paper's
// colour. Chinese has no spaces: long names break in the middle, and only a name that is asked for is shown whole.

const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif';
const CELL = 48;
const widths = new Map();

export const font = (size, bold) => `${bold ? "600 " : ""}${size}px ${FONT}`;

function widthOf(ctx, text, size, bold) {
  const key = `${size}${bold ? "b" : ""}${text}`;
  let wide = widths.get(key);
  if (wide === undefined) {
    ctx.font = font(size, bold);
    wide = ctx.measureText(text).width;
    if (widths.size > 20000) widths.clear();
    widths.set(key, wide);
  }
  return wide;
}

const NEVER_FIRST = "，。、；：！？”’）》」』·…,.;:!?)";
const NEVER_LAST = "“‘（《「『(";

// Rows of about equal length; no row begins with a closing mark or ends with an opening one.
export function wrap(text, whole) {
  const letters = [...text];
  if (letters.length <= 9) return [text];
  if (!whole && letters.length > 20) letters.splice(18, letters.length, "…");
  const size = Math.ceil(letters.length / Math.max(2, Math.ceil(letters.length / 11)));
  const found = [];
  for (let at = 0; at < letters.length && found.length < 6; ) {
    let end = Math.min(letters.length, at + size);
    while (end < letters.length && NEVER_FIRST.includes(letters[end])) end++;
    while (end < letters.length && end > at + 1 && NEVER_LAST.includes(letters[end - 1])) end--;
    found.push(letters.slice(at, end).join(""));
    at = end;
  }
  return found;
}

// Boxes already taken, in cells, so that a question costs what stands nearby.
export function occupancy() {
  const cells = new Map();
  const over = (box, visit) => {
    for (let i = Math.floor(box.x0 / CELL); i <= Math.floor(box.x1 / CELL); i++) {
      for (let j = Math.floor(box.y0 / CELL); j <= Math.floor(box.y1 / CELL); j++) if (visit(i * 100003 + j)) return true;
    }
    return false;
  };
  return {
    add: (box) => over(box, (cell) => void (cells.get(cell) ?? cells.set(cell, []).get(cell)).push(box)),
    hit: (box, owner) => over(box, (cell) => (cells.get(cell) ?? []).some(
      (b) => b.owner !== owner && b.x0 < box.x1 && box.x0 < b.x1 && b.y0 < box.y1 && box.y0 < b.y1)),
  };
}

const SIDES = [[0, 1], [1, 0], [-1, 0], [0, -1]]; // below, right, left, above

// dots: on-screen dots {dot, x, y, r} in order of weight; wanted: keys whose names matter now (null: all alike).
export function placeLabels(ctx, dots, size, wanted, taken) {
  const names = occupancy(); // of names and of the heaviest dots
  const said = occupancy(); // of names alone
  const heavy = wanted ? 1 : Math.min(14, Math.ceil(dots.length / 16)); // these are named even where small dots lie under the name
  dots.slice(0, 900).forEach(({ dot, x, y, r }, n) => {
    const box = { x0: x - r, y0: y - r, x1: x + r, y1: y + r, owner: dot.key };
    if (r >= 4) taken.add(box);
    if (n < 3 * heavy || dot.group >= 0) names.add(box);
  });
  const inside = (box) => box.x0 > 0 && box.x1 < size.w;
  const room = Math.min(260, Math.round((size.w * size.h) / 6500));
  const found = [];
  let rank = 0;
  for (const item of dots) {
    if (found.length >= room) break;
    const { dot, x, y, r } = item;
    if (dot.group >= 0 && namesInside(dot, r).length) continue;
    const strong = wanted !== null && wanted.has(dot.key);
    if (wanted !== null && !strong) continue;
    const px = strong || dot.group >= 0 ? 12 : r > 13 ? 14 : r > 6 ? 13 : 12;
    const bold = r > 13 || (strong && dot.key === item.centre);
    const rows = wrap(dot.label, strong && dots.length < 400);
    const wide = Math.max(...rows.map((row) => widthOf(ctx, row, px, bold))) + 4;
    const tall = rows.length * (px + 2) + 2;
    const boxes = SIDES.map(([dx, dy]) => {
      const cx = x + dx * (r + 3 + wide / 2);
      const cy = y + dy * (r + 2 + tall / 2);
      return { x0: cx - wide / 2, y0: cy - tall / 2, x1: cx + wide / 2, y1: cy + tall / 2, owner: dot.key, cx, cy };
    });
    const free = boxes.find((b) => inside(b) && !taken.hit(b, dot.key));
    const tries = free || dot.group >= 0 ? heavy : rank++;
    const box = free ?? (tries < heavy ? boxes.find((b) => !names.hit(b, dot.key)) : undefined) ?? (tries < heavy / 3 ? boxes.find((b) => !said.hit(b, dot.key)) : undefined);
    if (!box) continue;
    taken.add(box);
    names.add(box);
    said.add(box);
    found.push({ rows, x: box.cx, y: box.cy, px, bold });
  }
  return found;
}

export function halo(ctx, text, x, y, look, colour, wide = 3.5) {
  ctx.lineJoin = "round";
  ctx.lineWidth = wide;
  ctx.strokeStyle = look.paper;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

export function drawLabels(ctx, labels, look) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const { rows, x, y, px, bold } of labels) {
    ctx.font = font(px, bold);
    rows.forEach((row, n) => halo(ctx, row, x, y + (n - (rows.length - 1) / 2) * (px + 2), look, look.ink));
  }
}

const textSize = (r) => Math.max(11, Math.min(15, r / 4.6));
const ring = (r) => Math.max(2, Math.min(9, r * 0.11));

function namesInside(dot, r) {
  const inner = r - ring(r) - 3;
  return r < 28 ? [] : dot.names.slice(0, Math.max(1, Math.min(9, Math.floor((1.6 * inner) / (textSize(r) + 4)) - 1)));
}

// A collapsed group: a ring in the colours of its classes, inside it how many there are and as many names as fit.
export function drawBubble(ctx, { dot, x, y, r }, look, colour) {
  ctx.lineWidth = ring(r);
  let turn = -Math.PI / 2;
  for (const [kind, count] of dot.share) {
    const next = turn + (2 * Math.PI * count) / dot.size;
    ctx.beginPath();
    ctx.arc(x, y, r - ctx.lineWidth / 2, turn, next);
    ctx.strokeStyle = colour(kind);
    ctx.stroke();
    turn = next;
  }
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  if (r < 11) return;
  const inner = r - ctx.lineWidth - 3;
  const px = textSize(r);
  const names = namesInside(dot, r);
  const rows = [[String(dot.size), look.soft, 11], ...names.map((name, n) => [name, n ? look.soft : look.ink, n ? px - 1 : px])];
  let at = y - rows.reduce((sum, row) => sum + row[2] + 4, 0) / 2;
  for (const [text, ink, size] of rows) {
    at += (size + 4) / 2;
    const half = Math.sqrt(Math.max(0, inner * inner - (Math.abs(at - y) + size / 3) ** 2));
    const letters = [...text];
    const most = Math.floor((2 * half) / size);
    ctx.font = font(size, ink === look.ink);
    if (most >= Math.min(4, letters.length)) {
      ctx.fillStyle = ink;
      ctx.fillText(letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text, x, at);
    }
    at += (size + 4) / 2;
  }
}

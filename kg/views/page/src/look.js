// How things look: letter, shape and colours of each class, in light and dark. A class is never told by colour alone.

export const SHAPES = ["circle", "square", "hexagon", "diamond", "triangle", "drop", "sheet", "pentagon", "bubble"];

export const KINDS = {
  Person: ["人", "circle", "#c2410c", "#fb923c"],
  Enterprise: ["企", "square", "#0f766e", "#2dd4bf"],
  GovernmentBody: ["政", "square", "#b91c1c", "#f87171"],
  Organization: ["社", "square", "#7c3aed", "#b79bff"],
  Province: ["省", "hexagon", "#1e3a8a", "#7ea2f7"],
  Prefecture: ["市", "hexagon", "#1d4ed8", "#6ea3fb"],
  County: ["县", "hexagon", "#2563eb", "#60a5fa"],
  Township: ["乡", "hexagon", "#0369a1", "#38bdf8"],
  Village: ["村", "hexagon", "#0e7490", "#22d3ee"],
  Place: ["地", "hexagon", "#475569", "#a3b3c7"],
  Program: ["工", "diamond", "#854d0e", "#c9935f"],
  Initiative: ["行", "diamond", "#a16207", "#e0b93a"],
  Event: ["会", "triangle", "#be185d", "#f472b6"],
  PolicyDocument: ["文", "sheet", "#4d7c0f", "#a3e635"],
  Product: ["品", "drop", "#15803d", "#4ade80"],
  Industry: ["业", "pentagon", "#6b21a8", "#d8a4fe"],
};

const LIGHT = { paper: "#fbfaf7", ink: "#1c1b19", soft: "#6b6760", line: "#b9b1a2", strong: "#8a3b12", bubble: "#f4f0e7", rim: "#b3aa98", letter: "#ffffff", dark: false };
const DARK = { paper: "#15171b", ink: "#eceae4", soft: "#a09c93", line: "#4a4e57", strong: "#ffb27a", bubble: "#262a32", rim: "#596070", letter: "#15171b", dark: true };

export const palette = (dark) => (dark ? DARK : LIGHT);
// The more lines there are, the paler each is, so that thousands do not make a grey slab.
export function lineColour(scene, look) {
  const share = Math.max(0.3, Math.min(1, 16 / Math.sqrt(scene.lines.length || 1)));
  const part = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
  const mix = [1, 3, 5].map((at) => Math.round(part(look.line, at) * share + part(look.paper, at) * (1 - share)));
  return `#${mix.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

export const colourOf = (kind, look) => (KINDS[kind] ?? KINDS.Place)[look.dark ? 3 : 2];
export const letterOf = (kind) => (KINDS[kind] ?? KINDS.Place)[0];
export const shapeOf = (kind) => (KINDS[kind] ?? KINDS.Place)[1];

// Corners on a circle of radius 1 (y down), for shapes that have corners; the others are drawn by hand.
const around = (count, turn, reach = 1) =>
  Array.from({ length: count }, (_, n) => [reach * Math.cos(turn + (2 * Math.PI * n) / count), reach * Math.sin(turn + (2 * Math.PI * n) / count)]);
const CORNERS = {
  square: around(4, Math.PI / 4, 1.2),
  hexagon: around(6, 0, 1.05),
  diamond: around(4, 0, 1.15),
  triangle: around(3, -Math.PI / 2, 1.2),
  drop: around(3, Math.PI / 2, 1.2),
  sheet: [[-0.72, -1], [0.72, -1], [0.72, 1], [-0.72, 1]],
  pentagon: around(5, -Math.PI / 2, 1.08),
};

// Puts the outline of a shape of radius r around (x, y) on a canvas path or Path2D.
export function outline(path, shape, x, y, r) {
  const corners = CORNERS[shape];
  if (!corners) {
    path.moveTo(x + r, y);
    path.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([dx, dy], n) => (n ? path.lineTo(x + dx * r, y + dy * r) : path.moveTo(x + dx * r, y + dy * r)));
  path.closePath();
}

// How far below the middle of its shape a letter stands in a legend: a triangle is widest at one end.
export const middleOf = (kind) => ({ triangle: 1.4, drop: -2 })[shapeOf(kind)] ?? 0;

// The same outline as an SVG path for legends, radius 8 around (10, 10).
export function svgPath(shape) {
  const corners = CORNERS[shape];
  if (!corners) return "M18 10A8 8 0 1 1 2 10A8 8 0 1 1 18 10Z";
  return `M${corners.map(([x, y]) => `${(10 + 8 * x).toFixed(2)} ${(10 + 8 * y).toFixed(2)}`).join("L")}Z`;
}

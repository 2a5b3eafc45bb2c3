// State and filters -> what stands in the picture: dots (entities or collapsed groups) and lines between them, in the layout's units.
// Three pictures: the map, the neighbourhood of one entity in rings, the paths between two in a row. Pure.

import { around, paths } from "./find.js";

const ROOM = 46; // units of arc that a dot in a ring needs

export function buildScene(model, state, sieve, auto) {
  if (state.path) return pathScene(model, state, sieve);
  if (state.focus >= 0) return ringScene(model, state, sieve);
  return mapScene(model, state, sieve, auto);
}

export const radiusOf = (node) => Math.min(30, 9 + 3.4 * Math.log2(1 + node.links.length));

function dotOf(node, x = node.x, y = node.y) {
  return { key: `n${node.i}`, node: node.i, group: -1, x, y, r: radiusOf(node), label: node.name, rank: node.weight };
}

function mapScene(model, state, sieve, auto) {
  const dots = [];
  const spot = new Map(); // node -> key of the dot that stands for it
  const opened = [];
  let collapsed = 0;
  for (const group of model.groups) {
    const members = group.members.filter((n) => sieve.nodes[n]);
    const kept = new Set([state.node, state.line?.a, state.line?.b]);
    const open = state.all || state.open.has(group.i) || auto.has(group.i) || members.length < 4 || members.some((n) => kept.has(n));
    if (!members.length) continue;
    if (open) {
      for (const n of members) {
        dots.push(dotOf(model.nodes[n]));
        spot.set(n, `n${n}`);
      }
      if (!state.all && members.length >= 4) opened.push(group);
    } else {
      collapsed++;
      const key = `g${group.i}`;
      const r = Math.max(44, group.r * 0.8 * Math.sqrt(members.length / group.members.length));
      const names = members.slice(0, 14).map((n) => model.nodes[n].name);
      dots.push({ key, node: -1, group: group.i, x: group.x, y: group.y, r, label: names[0], names, size: members.length, share: shares(model, members), rank: 1e4 + members.length });
      for (const n of members) spot.set(n, key);
    }
  }
  return { mode: "map", dots, lines: join(sieve.lines, spot), opened, collapsed, spot };
}

// Which classes a group is made of: [class, how many], the largest first.
function shares(model, members) {
  const found = new Map();
  for (const n of members) found.set(model.nodes[n].kind, (found.get(model.nodes[n].kind) ?? 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function join(found, spot) {
  const lines = new Map();
  for (const { line, claims } of found) {
    const a = spot.get(line.a);
    const b = spot.get(line.b);
    if (!a || !b || a === b) continue;
    const key = a < b ? `${a}|${b}` : `${b}|${a}`;
    const known = lines.get(key);
    if (known) {
      known.claims.push(...claims);
      known.line = null;
    } else lines.set(key, { key, a, b, line: a[0] === "n" && b[0] === "n" ? line : null, claims: [...claims] });
  }
  return [...lines.values()];
}

// Rings around one entity: each child stands in the sector of its parent, sectors as wide as what stands in them.
function ringScene(model, state, sieve) {
  const depth = around(model, sieve, state.focus, state.steps, state.grown);
  const children = new Map();
  for (const [n, d] of depth) {
    if (n === state.focus) continue;
    const parent = model.nodes[n].links.map(([other]) => other).filter((o) => depth.get(o) === d - 1)
      .sort((a, b) => Number(state.grown.has(b)) - Number(state.grown.has(a)) || model.nodes[b].weight - model.nodes[a].weight || a - b)[0];
    (children.get(parent) ?? children.set(parent, []).get(parent)).push(n);
  }
  const leaves = new Map();
  const order = [...depth.keys()].sort((a, b) => depth.get(b) - depth.get(a));
  for (const n of order) {
    const below = children.get(n) ?? [];
    leaves.set(n, Math.max(1, below.reduce((sum, child) => sum + leaves.get(child), 0)));
    below.sort((a, b) => kindOrder(model, a) - kindOrder(model, b) || leaves.get(b) - leaves.get(a) || a - b);
  }
  const total = leaves.get(state.focus);
  const deepest = Math.max(...depth.values());
  const rings = [0];
  for (let d = 1; d <= deepest; d++) {
    const here = order.filter((n) => depth.get(n) === d).length;
    rings.push(Math.max(rings[d - 1] + (here > 24 ? 230 : 190), (total > 1 ? (ROOM * Math.max(here, total * 0.8)) / (2 * Math.PI) : 0)));
  }
  const dots = [];
  const put = (n, low, high) => {
    const angle = (low + high) / 2 - Math.PI / 2;
    const d = depth.get(n);
    const r = rings[d] + (d && leaves.get(state.focus) > 36 ? (dots.length % 2 ? 60 : 0) : 0);
    dots.push({ ...dotOf(model.nodes[n], r * Math.cos(angle), r * Math.sin(angle)), rank: 1e3 - 100 * d + model.nodes[n].weight });
    let at = low;
    for (const child of children.get(n) ?? []) {
      const wide = ((high - low) * leaves.get(child)) / leaves.get(n);
      put(child, at, at + wide);
      at += wide;
    }
  };
  put(state.focus, 0, 2 * Math.PI);
  return { mode: "ring", centre: `n${state.focus}`, dots, lines: join(sieve.lines, new Map(dots.map((d) => [d.node, d.key]))), opened: [], collapsed: 0 };
}

const kindOrder = (model, n) => model.kinds.findIndex((row) => row[0] === model.nodes[n].kind);

// Up to three paths between two ends, from left to right.
function pathScene(model, state, sieve) {
  const [from, to] = state.path;
  const found = paths(model, sieve, from, to);
  const spots = new Map();
  const wide = Math.max(3, ...found.map((p) => p.length - 1)) * 210;
  spots.set(from, [-wide / 2, 0]);
  spots.set(to, [wide / 2, 0]);
  found.forEach((path, row) => {
    path.forEach((n, at) => {
      if (spots.has(n)) return;
      const across = [0, -170, 170][row] * (1 - 0.25 * (Math.abs(at / (path.length - 1) - 0.5) * 2));
      spots.set(n, [-wide / 2 + (wide * at) / (path.length - 1), across]);
    });
  });
  const dots = [...spots].map(([n, [x, y]]) => ({ ...dotOf(model.nodes[n], x, y), rank: 1e3 + model.nodes[n].weight }));
  const steps = new Set(found.flatMap((p) => p.slice(1).map((n, at) => (p[at] < n ? `${p[at]}-${n}` : `${n}-${p[at]}`))));
  const lines = sieve.lines.filter(({ line }) => steps.has(line.key));
  return { mode: "path", dots, lines: join(lines, new Map(dots.map((d) => [d.node, d.key]))), opened: [], collapsed: 0, found };
}

// The box around all dots, for fitting the view.
export function extent(dots) {
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (const { x, y, r } of dots) {
    box.x0 = Math.min(box.x0, x - r);
    box.y0 = Math.min(box.y0, y - r);
    box.x1 = Math.max(box.x1, x + r);
    box.y1 = Math.max(box.y1, y + r);
  }
  return dots.length ? box : { x0: -100, y0: -100, x1: 100, y1: 100 };
}

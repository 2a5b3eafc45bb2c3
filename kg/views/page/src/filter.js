// What the filters leave: which claims count, which nodes are shown. Pure.

import { chain } from "./model.js";

export const TABLE = -1; // the article of a claim that comes from the division table

export function sieve(model, state) {
  const claims = new Uint8Array(model.claims.length);
  for (const claim of model.claims) claims[claim.i] = passes(model, state, claim) ? 1 : 0;
  const inside = state.place >= 0 ? below(model, state.place) : null;
  const nodes = new Uint8Array(model.nodes.length);
  for (const node of model.nodes) {
    if (state.kinds.has(node.kind)) continue;
    if (inside && !node.places.some((p) => inside.has(p))) continue;
    nodes[node.i] = 1;
  }
  const tied = new Uint8Array(model.nodes.length);
  const lines = [];
  for (const line of model.lines.values()) {
    if (!nodes[line.a] || !nodes[line.b]) continue;
    const left = line.claims.filter((c) => claims[c]);
    if (!left.length) continue;
    tied[line.a] = tied[line.b] = 1;
    lines.push({ line, claims: left });
  }
  for (const node of model.nodes) {
    if (nodes[node.i] && !tied[node.i] && !(state.lone && toldInTime(model, state, node))) nodes[node.i] = 0;
  }
  for (const kept of [state.node, state.focus, ...(state.path ?? []), ...state.grown]) if (kept >= 0) nodes[kept] = 1;
  return { claims, nodes, lines };
}

function passes(model, state, claim) {
  if (state.relations.has(claim.relation) || state.statuses.has(claim.status)) return false;
  if (claim.confidence < state.confidence) return false;
  if (claim.article === TABLE) return state.table && !state.from && !state.to;
  return inTime(state, model.articles[claim.article]);
}

function inTime(state, article) {
  if (!state.from && !state.to) return true;
  return article.date !== "" && (!state.from || article.date >= state.from) && (!state.to || article.date <= state.to);
}

function toldInTime(model, state, node) {
  if (!state.from && !state.to) return true;
  return node.stories.some((a) => inTime(state, model.articles[a]));
}

// A place with everything below it.
export function below(model, place) {
  const found = new Set([place]);
  const queue = [place];
  while (queue.length) {
    for (const child of model.nodes[queue.pop()].below) {
      if (!found.has(child)) {
        found.add(child);
        queue.push(child);
      }
    }
  }
  return found;
}

// The places that the place filter offers: those that something lies in, in the order of the tree, with their depth.
export function placeTree(model) {
  const wanted = new Map();
  for (const node of model.nodes) {
    const above = new Set(node.places.flatMap((p) => chain(model, p)));
    for (const place of above) wanted.set(place, (wanted.get(place) ?? 0) + 1);
  }
  const roots = [...wanted.keys()].filter((p) => model.nodes[p].above < 0);
  const found = [];
  const visit = (place, depth) => {
    found.push({ place, depth, count: wanted.get(place) });
    const children = model.nodes[place].below.filter((p) => (wanted.get(p) ?? 0) > 1);
    for (const child of sorted(model, children)) visit(child, depth + 1);
  };
  for (const root of sorted(model, roots.filter((p) => wanted.get(p) > 1))) visit(root, 0);
  return found.slice(0, 1500);
}

function sorted(model, places) {
  const key = (p) => model.nodes[p].code || `~${model.nodes[p].name}`;
  return places.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a - b));
}

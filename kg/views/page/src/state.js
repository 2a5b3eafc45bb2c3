// What the reader has chosen, and its way into the address after "#" and back, so that a view can be sent.
// Entities stand there by the tail of their IRI, which other builds keep.

export function freshState(model) {
  const small = model.nodes.length <= 300;
  return {
    node: -1, line: null, group: -1, article: -1, focus: -1, steps: 1, grown: new Set(), path: null,
    kinds: new Set(), relations: new Set(), statuses: new Set(), place: -1, from: "", to: "", confidence: 0,
    table: small, lone: false, open: new Set(), all: small, view: "map", query: "", camera: null,
  };
}

const SETS = { k: "kinds", r: "relations", s: "statuses" };
const FLAGS = { table: "d", lone: "l", all: "a" };

export function toHash(model, state) {
  const put = new URLSearchParams();
  const fresh = freshState(model);
  const id = (n) => model.nodes[n].id;
  if (state.node >= 0) put.set("n", id(state.node));
  if (state.line) put.set("e", `${id(state.line.a)} ${id(state.line.b)}`);
  if (state.article >= 0) put.set("t", model.articles[state.article].id);
  if (state.focus >= 0) put.set("f", id(state.focus));
  if (state.focus >= 0 && state.steps !== 1) put.set("steps", String(state.steps));
  if (state.grown.size) put.set("g", [...state.grown].map(id).join(" "));
  if (state.path) put.set("p", state.path.map(id).join(" "));
  if (state.place >= 0) put.set("in", id(state.place));
  for (const [key, name] of Object.entries(SETS)) if (state[name].size) put.set(key, [...state[name]].sort().join(" "));
  if (state.from) put.set("from", state.from);
  if (state.to) put.set("to", state.to);
  if (state.confidence) put.set("c", String(state.confidence));
  for (const [name, key] of Object.entries(FLAGS)) if (state[name] !== fresh[name]) put.set(key, state[name] ? "1" : "0");
  if (state.open.size && !state.all) put.set("o", [...state.open].map((g) => id(model.groups[g].lead)).join(" "));
  if (state.view !== "map") put.set("v", state.view);
  if (state.camera) put.set("at", [state.camera.x.toFixed(0), state.camera.y.toFixed(0), state.camera.k.toPrecision(4)].join(" "));
  return put.toString().replace(/%2F/g, "/");
}

// What cannot be understood (an entity of another build, a hostile address) is ignored.
export function fromHash(model, hash) {
  const state = freshState(model);
  const got = new URLSearchParams(hash.replace(/^#/, ""));
  const node = (id) => model.byId.get(id) ?? -1;
  const several = (key) => (got.get(key) ?? "").split(" ").filter(Boolean);
  const numbers = (key) => several(key).map(node).filter((n) => n >= 0);
  state.node = node(got.get("n"));
  const [a, b] = numbers("e");
  if (b !== undefined) state.line = model.lines.get(a < b ? `${a}-${b}` : `${b}-${a}`) ?? null;
  state.article = model.articles.findIndex((a) => a.id === got.get("t"));
  state.focus = node(got.get("f"));
  state.steps = Math.min(4, Math.max(1, parseInt(got.get("steps"), 10) || 1));
  state.grown = new Set(numbers("g"));
  const ends = numbers("p");
  if (ends.length === 2) state.path = ends;
  state.place = node(got.get("in"));
  const known = { kinds: model.kinds, relations: model.relations, statuses: model.statuses };
  for (const [key, name] of Object.entries(SETS)) {
    const ids = new Set(known[name].map((row) => row[0]));
    state[name] = new Set(several(key).filter((id) => ids.has(id)));
  }
  for (const key of ["from", "to"]) if (/^\d{4}-\d\d-\d\d$/.test(got.get(key) ?? "")) state[key] = got.get(key);
  state.confidence = Math.min(1, Math.max(0, Number(got.get("c")) || 0));
  for (const [name, key] of Object.entries(FLAGS)) if (got.has(key)) state[name] = got.get(key) === "1";
  state.open = new Set(numbers("o").map((n) => model.nodes[n].group));
  if (got.get("v") === "table") state.view = "table";
  const [x, y, k] = several("at").map(Number);
  if ([x, y, k].every(Number.isFinite) && k > 0) state.camera = { x, y, k: Math.min(20, Math.max(1e-4, k)) };
  return state;
}

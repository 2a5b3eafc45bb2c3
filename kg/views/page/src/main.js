// The explorer: puts source, model, state, picture and panels together. `go` is the only way to change the state.

import { inlineSource, serverSource } from "./source.js";
import { buildModel } from "./model.js";
import { freshState, fromHash, toHash } from "./state.js";
import { placeTree, sieve as siftAll } from "./filter.js";
import { searcher } from "./find.js";
import { buildScene } from "./scene.js";
import { palette } from "./look.js";
import { fitting, paintPicture, pictureTitle } from "./picture.js";
import { openStage } from "./stage.js";
import { renderPanel } from "./panel.js";
import { renderFilters, searchBox } from "./controls.js";
import { renderTable } from "./table.js";
import { bindKeys } from "./keys.js";
import { copy, fill, h, save, visible } from "./dom.js";
import { languageCode, setLanguage, t, termWords } from "./words.js";

const $ = (id) => document.getElementById(id);
const FILTERS = ["kinds", "relations", "statuses", "place", "from", "to", "confidence", "table", "lone"];

async function start() {
  document.documentElement.classList.add("scripted");
  const source = inlineSource(document) ?? serverSource(document);
  const model = buildModel(await source.whole());
  const explorer = makeExplorer(model, source);
  explorer.begin();
}

function makeExplorer(model, source) {
  let state = freshState(model);
  let sieve = null;
  let scene = null;
  let stage = null;
  let hover = null; // {dot, line} that the mouse is over
  let cursor = null; // key of the dot that the keyboard is on
  let auto = new Set(); // groups open because the reader has zoomed in on them
  let places = null;
  let cameraTimer = 0;
  let ownHash = "";
  const written = new Set(); // own addresses whose event is still to come
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const look = () => palette(document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : dark.matches);

  const ctx = {
    model, source, look, find: searcher(model),
    get state() { return state; },
    sieve: () => sieve, scene: () => scene, places: () => (places ??= placeTree(model)),
    emphasis, lineWords, go, reveal, fit, zoom, pan, step, enter, back, say,
    cursor: () => cursor ?? keyOf(state.node),
    pickPath, copyLink,
  };

  function go(change, { fit: refit = false, reveal: show = -1, zoom: group = null, quiet = false, still = false } = {}) {
    const before = state;
    state = { ...state, ...change };
    if ("node" in change && change.node >= 0) state = { ...state, line: null, group: -1, article: -1, path: change.path ?? null };
    else if (change.line || change.group >= 0 || change.path) state = { ...state, article: -1 };
    const sifted = FILTERS.some((name) => name in change) || !sieve || keptChanged(before, state);
    if (sifted) sieve = siftAll(model, state);
    hover = null;
    cursor = null;
    draw();
    if (state.view === "table") renderTable(ctx, $("table"));
    $("map").hidden = state.view !== "map";
    $("table").hidden = state.view === "map";
    if (sifted || before.kinds !== state.kinds) renderFilters(ctx, $("filters"));
    renderPanel(ctx, $("panel"));
    bars();
    if (refit) fit(true);
    else if (group) zoomTo(group);
    else if (show >= 0) reveal(show);
    else if ("node" in change && change.node >= 0 && !still) reveal(change.node, true);
    if (!quiet) remember();
    if ("node" in change && change.node >= 0) say(`${model.nodes[change.node].name} ${t("facts", { n: model.nodes[change.node].claims.length })}`);
  }

  const keptChanged = (a, b) => a.node !== b.node || a.focus !== b.focus || a.path !== b.path || a.grown !== b.grown;

  function draw() {
    scene = buildScene(model, state, sieve, auto);
    if (scene.found?.length === 0 && !state.table) { // no way but over the places above: the table of divisions may help
      state = { ...state, table: true };
      sieve = siftAll(model, state);
      scene = buildScene(model, state, sieve, auto);
    }
    scene.byKey = new Map(scene.dots.map((d) => [d.key, d]));
    scene.ranked = [...scene.dots].sort((a, b) => b.rank - a.rank || (a.key < b.key ? -1 : 1));
    scene.near = new Map();
    for (const line of scene.lines) {
      for (const [one, other] of [[line.a, line.b], [line.b, line.a]]) (scene.near.get(one) ?? scene.near.set(one, []).get(one)).push([other, line.key]);
      direction(line);
    }
    stage?.show(scene, look());
  }

  // An arrow only where all claims of a line point one way.
  function direction(line) {
    if (!line.line) return;
    const from = line.claims.map((c) => `n${model.claims[c].s}`);
    if (from.every((key) => key === from[0])) line.forward = from[0] === line.a;
  }

  function lineWords(line) {
    const names = [...new Set(line.claims.map((c) => termWords(model.relations, model.claims[c].relation)))];
    const titles = line.claims.flatMap((c) => model.claims[c].attributes.filter(([a]) => a[0] === "title").map(([, words]) => words));
    const first = titles.length && names.length === 1 ? titles[0] : names[0];
    return visible(names.length > 1 ? `${first} +${names.length - 1}` : first).slice(0, 16);
  }

  function keyOf(node) {
    if (node < 0 || !scene) return null;
    return scene.byKey.has(`n${node}`) ? `n${node}` : null;
  }

  function emphasis() {
    const key = hover?.dot ?? cursor ?? (hover?.line ? null : state.group >= 0 && scene.byKey.has(`g${state.group}`) ? `g${state.group}` : keyOf(state.node));
    if (!key && !hover && state.article >= 0 && scene.mode === "map") return told(state.article);
    const line = hover?.line ?? (state.line && !key ? scene.lines.find((l) => l.line === state.line)?.key : null);
    if (line && !key) {
      const { a, b } = scene.lines.find((l) => l.key === line);
      return { dots: new Set([a, b]), lines: new Set([line]), centre: null };
    }
    if (!key || (scene.mode !== "map" && key === keyOf(state.focus) && !hover && !cursor) || (state.path && !hover)) return null;
    const near = scene.near.get(key) ?? [];
    return { dots: new Set([key, ...near.map(([other]) => other)]), lines: new Set(near.map(([, l]) => l)), centre: key };
  }

  // What one article names and states.
  function told(article) {
    const dots = new Set(model.articles[article].mentions.map((n) => scene.spot.get(n)).filter(Boolean));
    const lines = scene.lines.filter((l) => l.claims.some((c) => model.claims[c].article === article)).map((l) => l.key);
    return { dots, lines: new Set(lines), centre: null };
  }

  // The camera.
  const size = () => stage.size();
  const glide = () => !calm.matches;
  function fit(slow = false) {
    if (!stage) return;
    stage.look(fitting(scene.dots, size()), slow && glide());
  }
  function zoom(by) {
    const cam = stage.camera();
    stage.look({ ...cam, k: Math.min(20, Math.max(1e-3, cam.k * by)) }, glide());
  }
  function pan(dx, dy) {
    const cam = stage.camera();
    stage.look({ ...cam, x: cam.x + dx / cam.k, y: cam.y + dy / cam.k }, false);
  }
  function zoomTo({ x, y, r }) {
    if (stage) stage.look({ x, y, k: Math.min(size().w, size().h) / (2.3 * r) }, glide());
  }
  // Brings an entity into view; `only` when it is not in view already.
  function reveal(node, only = false) {
    if (!stage || state.view !== "map") return;
    const dot = scene.byKey.get(`n${node}`);
    if (!dot) return;
    const cam = stage.camera();
    const { w, h: tall } = size();
    const [x, y] = [(dot.x - cam.x) * cam.k, (dot.y - cam.y) * cam.k];
    const inside = Math.abs(x) < w * 0.42 && Math.abs(y) < tall * 0.42;
    if (only && inside && cam.k > 0.55) return;
    stage.look({ x: dot.x, y: dot.y, k: Math.max(cam.k, 0.8) }, glide());
  }

  function cameraMoved() {
    clearTimeout(cameraTimer);
    cameraTimer = setTimeout(() => {
      openByZoom();
      remember();
    }, 180);
  }

  // Groups as wide as a third of the picture open; they close when they are much smaller again.
  function openByZoom() {
    if (state.view !== "map" || state.focus >= 0 || state.path || state.all) return;
    const cam = stage.camera();
    const { w, h: tall } = size();
    const next = new Set();
    for (const group of model.groups) {
      const wide = group.r * cam.k;
      const seen = Math.abs(group.x - cam.x) * cam.k < w / 2 + wide && Math.abs(group.y - cam.y) * cam.k < tall / 2 + wide;
      if (wide > Math.min(w, tall) * (auto.has(group.i) ? 0.2 : 0.3) && (seen || auto.has(group.i))) next.add(group.i);
    }
    if (next.size !== auto.size || [...next].some((g) => !auto.has(g))) {
      auto = next;
      draw();
      bars();
    }
  }

  // The reader's deeds on the picture.
  const on = {
    camera: cameraMoved,
    hover(dot, line) {
      hover = dot || line ? { dot, line } : null;
      $("stage").classList.toggle("pointing", Boolean(hover));
      stage.repaint();
    },
    dot(key) {
      const n = Number(key.slice(1));
      if (key[0] === "g") go({ group: n, node: -1, line: null });
      else go({ node: n }, { still: true });
      $("stage").focus({ preventScroll: true });
    },
    twice(key) {
      const n = Number(key.slice(1));
      if (key[0] === "g") return go({ open: new Set([...state.open, n]), group: n, node: -1 }, { zoom: model.groups[n] });
      if (state.focus >= 0) return go({ grown: new Set([...state.grown, n]), node: n }, { fit: true });
      return go({ focus: n, steps: 1, grown: new Set(), node: n }, { fit: true });
    },
    line(key) {
      const line = scene.lines.find((l) => l.key === key);
      if (line.line) go({ line: line.line, node: -1, group: -1 });
      else on.dot(line.a[0] === "g" ? line.a : line.b);
    },
    ground() {
      if (state.node >= 0 || state.line || state.group >= 0 || state.article >= 0) go({ node: -1, line: null, group: -1, article: -1 });
    },
    drag(key, x, y) {
      const dot = scene.byKey.get(key);
      Object.assign(dot, { x, y });
      if (scene.mode === "map") Object.assign(dot.node >= 0 ? model.nodes[dot.node] : model.groups[dot.group], { x, y });
      stage.move(key, x, y);
    },
  };

  function enter() {
    const key = ctx.cursor() ?? scene.ranked.find((d) => Math.abs((d.x - stage.camera().x) * stage.camera().k) < size().w / 2 && Math.abs((d.y - stage.camera().y) * stage.camera().k) < size().h / 2)?.key;
    if (!key) return;
    if (key[0] === "g" && state.group === Number(key.slice(1))) on.twice(key);
    else on.dot(key);
  }

  // From one dot to the next in a direction: the nearest within a quarter turn, those tied to it first.
  function step(key, [dx, dy]) {
    const from = scene.byKey.get(key);
    const tied = new Set((scene.near.get(key) ?? []).map(([other]) => other));
    let best = [Infinity, null];
    for (const dot of scene.dots) {
      const along = (dot.x - from.x) * dx + (dot.y - from.y) * dy;
      const aside = Math.abs((dot.x - from.x) * dy) + Math.abs((dot.y - from.y) * dx);
      if (dot === from || along <= 0 || aside > along) continue;
      const cost = (along + 2 * aside) * (tied.has(dot.key) ? 0.4 : 1);
      if (cost < best[0]) best = [cost, dot];
    }
    if (!best[1]) return;
    cursor = best[1].key;
    say(best[1].label);
    const cam = stage.camera();
    const [x, y] = [(best[1].x - cam.x) * cam.k, (best[1].y - cam.y) * cam.k];
    if (Math.abs(x) > size().w * 0.45 || Math.abs(y) > size().h * 0.45) stage.look({ ...cam, x: best[1].x, y: best[1].y }, glide());
    stage.repaint();
  }

  function back() {
    if (!$("pick").hidden) $("pick").hidden = true;
    else if (cursor) {
      cursor = null;
      stage.repaint();
    } else if (state.path) go({ path: null }, { reveal: state.path[0] });
    else if (state.line || state.group >= 0 || state.article >= 0) go({ line: null, group: -1, article: -1 });
    else if (state.focus >= 0) go({ focus: -1, grown: new Set() }, { reveal: state.node });
    else if (state.node >= 0) go({ node: -1 });
  }

  function pickPath(from) {
    $("pick").hidden = false;
    $("pick").dataset.from = String(from);
    $("pick-search").focus();
  }

  async function copyLink(button) {
    remember();
    button.textContent = t((await copy(location.href)) ? "copied" : "copyFailed");
  }

  function say(words) {
    $("say").textContent = visible(words);
  }

  // The address. Only what we have not written ourselves is read back.
  function remember() {
    if (stage && state.view === "map") state = { ...state, camera: stage.camera() };
    ownHash = `#${toHash(model, state)}`;
    try {
      history.replaceState(null, "", ownHash);
    } catch {
      written.add(ownHash);
      location.hash = ownHash;
    }
  }

  // The address comes with the event: what is remembered in between (a camera that came to rest) may already stand over it.
  function readHash({ newURL }) {
    const { hash } = new URL(newURL);
    if (hash === ownHash || written.delete(hash)) return;
    state = fromHash(model, hash);
    sieve = null;
    go({}, { quiet: true });
    place();
    remember();
  }

  // Where to look when an address is opened: where it says, else at all of it, else at the entity that it names.
  function place() {
    if (!stage) return;
    if (state.camera) return stage.look(state.camera, false);
    fit();
    if (state.node >= 0 && state.focus < 0 && !state.path) reveal(state.node);
  }

  // Words and buttons around the picture.
  function bars() {
    const dots = scene.dots.filter((d) => d.node >= 0).length;
    const words = dots || !scene.collapsed ? [t("shown", { n: dots, l: scene.lines.length })] : [];
    if (scene.collapsed) words.push(t("collapsed", { g: scene.collapsed, n: sieve.nodes.filter(Boolean).length - dots }));
    $("status").textContent = words.join(" · ");
    fill($("mode"), ...(scene.mode === "map" ? [] : [
      h("strong", {}, pictureTitle(model, state)),
      h("button", { type: "button", onclick: () => go({ focus: -1, grown: new Set(), path: null }, { reveal: state.focus >= 0 ? state.focus : state.path[0] }) }, t("wholeMap"))]));
    $("mode").hidden = scene.mode === "map";
    $("groups").hidden = model.nodes.length <= 300 || scene.mode !== "map";
    $("groups").textContent = t(state.all ? "closeAll" : "openAll");
    for (const name of ["map", "table"]) $(`view-${name}`).setAttribute("aria-pressed", String(state.view === name));
  }

  function names() {
    document.documentElement.lang = languageCode() === "en" ? "en" : "zh-Hans";
    document.title = t("title");
    $("title").textContent = t("title");
    $("search").placeholder = t("search");
    for (const id of ["search", "results"]) $(id).setAttribute("aria-label", t("search"));
    for (const id of ["pick-search", "pick-results"]) $(id).setAttribute("aria-label", t("pathPick"));
    $("pick-search").placeholder = t("pathPick");
    $("stats").textContent = t("stats", { n: model.nodes.length, c: model.claims.length, a: model.articles.length });
    for (const [id, key] of [["view-map", "map"], ["view-table", "table"], ["zoom-in", "zoomIn"], ["zoom-out", "zoomOut"], ["fit", "fit"], ["png", "png"], ["print", "print"], ["theme", "theme"], ["language", "language"], ["help", "help"], ["toggle-filters", "filters"]]) {
      if ($(id).dataset.icon) {
        $(id).title = t(key);
        $(id).setAttribute("aria-label", t(key));
      } else $(id).textContent = t(key);
    }
    $("stage").setAttribute("aria-label", t("mapLabel"));
    $("keys").textContent = t("keys");
    const left = Object.entries(model.leftOut).map(([what, n]) => `${what} ${n}`);
    $("left-out").textContent = left.length ? visible(t("leftOut", { what: left.join("，") })) : "";
    $("panel").setAttribute("aria-label", t("fact"));
    $("filters").setAttribute("aria-label", t("filters"));
  }

  // The stage has no size while the table is shown, or once paper is in sight: then the whole is painted on a sheet of usual size.
  function picture(canvas) {
    const seen = stage && stage.size().w > 0;
    const size = seen ? stage.size() : { w: 1200, h: 800 };
    const camera = seen ? stage.camera() : fitting(scene.dots, size);
    return paintPicture(canvas, { model, scene, camera, size, emphasis: emphasis(), words: lineWords, title: visible(pictureTitle(model, state)) });
  }

  // Where the keyboard goes on after a search: the picture, or the facts where there is none.
  function settle() {
    (stage && state.view === "map" ? $("stage") : $("panel").querySelector("h2")).focus({ preventScroll: true });
  }

  function bind() {
    searchBox(ctx, $("search"), $("results"), (n) => {
      go({ node: n, view: stage ? "map" : "table", focus: -1, grown: new Set() });
      settle();
    }, settle);
    searchBox(ctx, $("pick-search"), $("pick-results"), (n) => {
      const from = Number($("pick").dataset.from);
      $("pick").hidden = true;
      if (n !== from) go({ path: [from, n], node: -1, line: null, group: -1, focus: -1, grown: new Set(), view: stage ? "map" : "table" }, { fit: true });
      settle();
    }, () => {
      $("pick").hidden = true;
      settle();
    });
    $("view-map").onclick = () => go({ view: "map" });
    $("view-table").onclick = () => go({ view: "table" });
    $("zoom-in").onclick = () => zoom(1.5);
    $("zoom-out").onclick = () => zoom(1 / 1.5);
    $("fit").onclick = () => fit(true);
    $("groups").onclick = () => go({ all: !state.all, open: new Set() }, { fit: true });
    $("png").onclick = () => picture(document.createElement("canvas")).toBlob((blob) => save(blob, "newskg.png"), "image/png");
    $("print").onclick = () => window.print();
    $("theme").onclick = () => {
      document.documentElement.dataset.theme = look().dark ? "light" : "dark";
      repaintAll();
    };
    $("language").onclick = () => {
      setLanguage(languageCode() === "zh" ? "en" : "zh");
      names();
      repaintAll();
    };
    $("help").onclick = () => {
      $("keys").hidden = !$("keys").hidden;
      $("help").setAttribute("aria-expanded", String(!$("keys").hidden));
    };
    $("toggle-filters").onclick = () => {
      const open = document.body.classList.toggle("filters-open");
      $("toggle-filters").setAttribute("aria-expanded", String(open));
    };
    dark.addEventListener("change", repaintAll);
    window.addEventListener("hashchange", readHash);
    window.addEventListener("beforeprint", () => picture($("paper")));
    bindKeys(ctx, $("stage"));
  }

  function repaintAll() {
    sieve = null;
    go({}, { quiet: true });
  }

  function begin() {
    state = fromHash(model, location.hash);
    names();
    bind();
    stage = openStage(ctx, $("stage"), on);
    $("notice").textContent = stage ? "" : t("noDraw");
    if (!stage) state = { ...state, view: "table" };
    go({}, { quiet: true });
    place();
    if (stage) document.documentElement.dataset.stage = stage.name;
    document.documentElement.dataset.ready = "yes";
  }

  return { begin };
}

start().catch((error) => {
  document.documentElement.classList.add("broken");
  $("notice").textContent = t("broken", { why: visible(String(error)) });
});

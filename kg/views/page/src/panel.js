// The right-hand side: an entity with its facts, a line with its claims, a group with its members, paths in words, or where to start.

import { colourOf, letterOf, middleOf, shapeOf, svgPath } from "./look.js";
import { fill, h, sign } from "./dom.js";
import { evidence, factWords, lettersOf, marked, sourceLine, whereabouts as sourceOf } from "./evidence.js";
import { chain, lineKey } from "./model.js";
import { t, termWords } from "./words.js";

const FIRST = 6; // facts of one relation shown at first

export function kindSign(ctx, kind) {
  return sign(svgPath(shapeOf(kind)), colourOf(kind, ctx.look()), letterOf(kind), ctx.look().letter, middleOf(kind));
}

export function nodeButton(ctx, n, more = {}) {
  const node = ctx.model.nodes[n];
  return h("button", { type: "button", class: "node", onclick: () => ctx.go({ node: n }), ...more }, kindSign(ctx, node.kind), h("span", {}, node.name));
}

export function renderPanel(ctx, box) {
  const { model, state } = ctx;
  if (state.path) fill(box, pathPanel(ctx));
  else if (state.line) fill(box, linePanel(ctx, state.line));
  else if (state.group >= 0) fill(box, groupPanel(ctx, model.groups[state.group]));
  else if (state.article >= 0) fill(box, articlePanel(ctx, model.articles[state.article]));
  else if (state.node >= 0) fill(box, entityPanel(ctx, model.nodes[state.node]));
  else fill(box, startPanel(ctx));
  box.scrollTop = 0;
}

function entityPanel(ctx, node) {
  const { model } = ctx;
  const head = h("header", {},
    h("h2", { tabindex: "-1" }, kindSign(ctx, node.kind), h("span", {}, node.name)),
    h("p", { class: "kind" }, termWords(model.kinds, node.kind), node.code ? ` · ${t("code")} ${node.code}` : ""),
    node.names.length ? h("p", { class: "alias" }, `${t("alias")}：${node.names.join("、")}`) : null,
    whereabouts(ctx, node),
    node.stories.length ? h("p", { class: "soft" }, t("told", { n: node.stories.length }), dates(model, node.stories)) : null,
    node.doubts.map((d) => h("p", { class: "doubt" },
      h("button", { type: "button", class: "link", onclick: () => ctx.go({ node: d.other }) }, t("maybe", { name: model.nodes[d.other].name, score: String(d.score) })),
      d.reasons.length ? `：${d.reasons.join("；")}` : "")),
    actions(ctx, node));
  return [head, ...factSections(ctx, node), ...speech(ctx, node), ...figures(ctx, node), stories(ctx, node)];
}

function whereabouts(ctx, node) {
  const places = node.places.flatMap((p) => [chain(ctx.model, p)]).filter((c) => c.length);
  if (!places.length) return null;
  const own = places.filter((c) => !places.some((other) => other !== c && other.includes(c[0])))
    .map((c) => (c[0] === node.i ? c.slice(1) : c)).filter((c) => c.length);
  if (!own.length) return null;
  return h("p", { class: "places" }, `${t("at")} `, own.slice(0, 3).map((c, n) => [n ? "；" : "", c.map((p, at) => [at ? " ‹ " : "", link(ctx, p)])]));
}

const link = (ctx, n) => h("button", { type: "button", class: "link", onclick: () => ctx.go({ node: n }) }, ctx.model.nodes[n].name);

function dates(model, list) {
  const found = list.map((a) => model.articles[a].date).filter(Boolean).sort();
  if (!found.length) return "";
  return ` · ${found[0]}${found.at(-1) === found[0] ? "" : ` — ${found.at(-1)}`}`;
}

function actions(ctx, node) {
  const { state } = ctx;
  const bar = h("div", { class: "actions" });
  if (state.focus === node.i) {
    bar.append(h("span", { class: "steps", role: "group", "aria-label": t("neighbourhood") }, [1, 2, 3].map((n) => h("button", {
      type: "button", "aria-pressed": String(state.steps === n), onclick: () => ctx.go({ steps: n }, { fit: true }) }, t("step", { n })))),
    h("button", { type: "button", onclick: () => ctx.go({ focus: -1, grown: new Set() }, { reveal: node.i }) }, t("wholeMap")));
  } else {
    bar.append(h("button", { type: "button", class: "main", onclick: () => ctx.go({ focus: node.i, steps: 1, grown: new Set(), path: null, view: "map" }, { fit: true }) }, t("neighbourhood")));
    if (state.focus >= 0) bar.append(h("button", { type: "button", onclick: () => ctx.go({ focus: -1, grown: new Set() }, { reveal: node.i }) }, t("wholeMap")));
  }
  bar.append(
    h("button", { type: "button", onclick: () => ctx.pickPath(node.i) }, t("pathTo")),
    h("button", { type: "button", onclick: () => ctx.reveal(node.i) }, t("centre")),
    h("button", { type: "button", onclick: (event) => ctx.copyLink(event.target) }, t("copyLink")));
  return bar;
}

// Facts grouped by relation and direction; within one, by the other end.
function factSections(ctx, node) {
  const { model } = ctx;
  const groups = new Map();
  let hidden = 0;
  for (const c of node.claims) {
    if (!ctx.sieve().claims[c] && model.claims[c].article >= 0) {
      hidden++;
      continue;
    }
    const claim = model.claims[c];
    const out = claim.s === node.i;
    const key = `${out ? "0" : "1"}${String(model.relations.findIndex((r) => r[0] === claim.relation)).padStart(2, "0")}`;
    const group = groups.get(key) ?? groups.set(key, { out, relation: claim.relation, ends: new Map() }).get(key);
    const other = out ? claim.o : claim.s;
    (group.ends.get(other) ?? group.ends.set(other, []).get(other)).push(claim);
  }
  const found = [...groups].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([, group]) => {
    const ends = [...group.ends].sort((a, b) => b[1].length - a[1].length || model.nodes[b[0]].weight - model.nodes[a[0]].weight || a[0] - b[0]);
    const relation = termWords(model.relations, group.relation);
    const title = group.out ? [relation, h("i", {}, "→")] : [h("i", {}, "←"), relation];
    return section([title, h("b", {}, String(ends.length))], longList(ends, ([other, claims]) => factItem(ctx, other, claims)), group.relation);
  });
  if (hidden) found.push(h("p", { class: "soft" }, t("hiddenFacts", { n: hidden })));
  return found;
}

function section(title, content, name = "") {
  return h("section", { "data-relation": name || false }, h("h3", {}, title), content);
}

function longList(items, render) {
  const list = h("ul", { class: "facts" }, items.slice(0, FIRST).map(render));
  if (items.length <= FIRST) return list;
  let at = FIRST;
  const button = h("button", { type: "button", class: "more", onclick: () => {
    list.append(...items.slice(at, at + 30).map(render));
    at += 30;
    if (at >= items.length) button.remove();
    else button.textContent = t("more", { n: Math.min(30, items.length - at) });
  } }, t("more", { n: Math.min(30, items.length - at) }));
  return [list, button];
}

function factItem(ctx, other, claims) {
  const extras = [...new Set(claims.flatMap((c) => c.attributes.map(([, words]) => words)))];
  return h("li", {}, h("div", { class: "end" }, nodeButton(ctx, other), extras.map((words) => h("span", { class: "extra" }, words))),
    claims.map((claim) => claimBox(ctx, claim)));
}

function claimBox(ctx, claim) {
  const { model } = ctx;
  return h("div", { class: "claim" },
    h("p", { class: "how" },
      claim.status === "Asserted" ? null : h("span", { class: `status ${claim.status}` }, termWords(model.statuses, claim.status)),
      h("span", { class: "confidence", title: `${t("rule")} ${claim.rule}` }, claim.article < 0 ? "" : claim.confidence.toFixed(2)),
      claim.time ? h("span", {}, claim.time) : null),
    evidence(ctx, { article: claim.article, spans: claim.spans, lines: claim.lines, claim: claim.id, fact: factWords(model, claim) }));
}

function speech(ctx, node) {
  if (!node.quotations.length) return [];
  const items = longList(node.quotations, (q) => h("li", {}, q.direct ? null : h("span", { class: "status" }, t("said")),
    evidence(ctx, { article: q.article, spans: q.spans, lines: q.lines, fact: `${node.name}：` })));
  return [section([t("quotations"), h("b", {}, String(node.quotations.length))], items, "quotations")];
}

function figures(ctx, node) {
  if (!node.measures.length) return [];
  const items = longList(node.measures, (m) => h("li", {}, h("div", { class: "figure" }, h("span", {}, m.property), h("strong", {}, grouped(m.value)), h("span", {}, m.unit), m.time ? h("small", {}, m.time) : null),
    evidence(ctx, { article: m.article, spans: m.spans, lines: m.lines, fact: `${node.name} ${m.property} ${m.value}${m.unit}` })));
  return [section([t("measures"), h("b", {}, String(node.measures.length))], items, "measures")];
}

// 540000000 -> 5.4亿, 12000 -> 1.2万; smaller ones as they are.
export function grouped(value) {
  const [, approx, digits] = /^(\D*)([\d.]+)$/.exec(value) ?? [null, "", value];
  const number = Number(digits);
  if (!Number.isFinite(number) || number < 1e4) return value;
  const [unit, size] = number >= 1e8 ? ["亿", 1e8] : ["万", 1e4];
  return `${approx}${Number((number / size).toFixed(4))}${unit}`;
}

function stories(ctx, node) {
  const list = node.stories.map((a) => ctx.model.articles[a]).sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.i - b.i));
  if (!list.length) return null;
  return section([t("articles"), h("b", {}, String(list.length))], longList(list, (a) => h("li", {}, evidence(ctx, { article: a.i, spans: [] }))), "articles");
}

function linePanel(ctx, line) {
  const { model } = ctx;
  const claims = line.claims.map((c) => model.claims[c]);
  return [
    h("header", {}, h("h2", { tabindex: "-1" }, `${model.nodes[line.a].name} — ${model.nodes[line.b].name}`),
      h("p", { class: "ends" }, nodeButton(ctx, line.a), nodeButton(ctx, line.b)), h("p", { class: "soft" }, t("facts", { n: claims.length }))),
    h("ul", { class: "facts" }, claims.map((claim) => h("li", {}, h("p", { class: "statement" }, factWords(model, claim)), claimBox(ctx, claim)))),
  ];
}

function groupPanel(ctx, group) {
  const { model, state } = ctx;
  const open = state.open.has(group.i);
  const members = group.members.filter((n) => ctx.sieve().nodes[n]);
  const told = new Map();
  for (const n of members) for (const a of model.nodes[n].stories) told.set(a, (told.get(a) ?? 0) + 1);
  const top = [...told].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 5).map(([a]) => model.articles[a]);
  const change = new Set(state.open);
  if (open) change.delete(group.i);
  else change.add(group.i);
  return [
    h("header", {}, h("h2", { tabindex: "-1" }, members.slice(0, 3).map((n) => model.nodes[n].name).join("、")),
      h("p", { class: "kind" }, `${t("group")} · ${t("members", { n: members.length })}`),
      h("div", { class: "actions" }, h("button", { type: "button", class: "main", onclick: () => ctx.go({ open: change }, { zoom: group }) }, t(open ? "close" : "open")))),
    section([t("entities"), h("b", {}, String(members.length))], longList(members, (n) => h("li", { class: "short" }, nodeButton(ctx, n)))),
    top.length ? section([t("articles")], h("ul", { class: "facts" }, top.map((a) => h("li", {}, sourceOf(ctx, a))))) : null,
  ];
}

// An article with every sentence marked that a fact rests on, what it states, and whom it names.
function articlePanel(ctx, article) {
  const { model } = ctx;
  const claims = model.claims.filter((c) => c.article === article.i);
  const text = h("div", { class: "text whole", lang: "zh-Hans" });
  lettersOf(ctx.source, article).then((letters) => text.replaceChildren(...marked(letters, claims.flatMap((c) => c.spans), 0, letters.length)));
  const authors = article.authors.map((a) => link(ctx, a));
  return [
    h("header", {}, h("h2", { tabindex: "-1" }, article.headline || t("untitled")), h("p", { class: "soft" }, sourceLine(article)),
      authors.length ? h("p", { class: "alias" }, authors.map((a, n) => [n ? "、" : "", a])) : null,
      h("div", { class: "actions" }, h("button", { type: "button", onclick: (event) => ctx.copyLink(event.target) }, t("copyLink")))),
    section([t("text")], text, "text"),
    section([t("fact"), h("b", {}, String(claims.length))], longList(claims, (claim) => h("li", { class: "short" }, h("button", {
      type: "button", class: "link", onclick: () => ctx.go({ line: model.lines.get(lineKey(claim.s, claim.o)) ?? null, article: -1, node: -1 }) }, factWords(model, claim)))), "claims"),
    section([t("entities"), h("b", {}, String(article.mentions.length))], longList([...article.mentions].sort((a, b) => model.nodes[b].weight - model.nodes[a].weight || a - b), (n) => h("li", { class: "short" }, nodeButton(ctx, n))), "mentions"),
  ];
}

function pathPanel(ctx) {
  const { model, state } = ctx;
  const [a, b] = state.path.map((n) => model.nodes[n].name);
  const found = ctx.scene().found ?? [];
  return [
    h("header", {}, h("h2", { tabindex: "-1" }, t("between", { a, b })),
      h("div", { class: "actions" }, h("button", { type: "button", class: "main", onclick: () => ctx.go({ path: null }, { reveal: state.path[0] }) }, t("wholeMap")),
        h("button", { type: "button", onclick: (event) => ctx.copyLink(event.target) }, t("copyLink")))),
    found.length ? null : h("p", {}, t("noPath")),
    ...found.map((path, n) => section([t("path", { n: n + 1, k: path.length - 1 })], h("ol", { class: "path" }, path.slice(1).map((to, at) => {
      const line = model.lines.get(path[at] < to ? `${path[at]}-${to}` : `${to}-${path[at]}`);
      const claims = line.claims.map((c) => model.claims[c]).filter((c) => ctx.sieve().claims[c.i]);
      return h("li", {}, h("p", { class: "statement" }, statement(ctx, claims[0])), claimBox(ctx, claims[0]));
    })), "path")),
  ];
}

function statement(ctx, claim) {
  const extra = claim.attributes.map(([, words]) => words).join("，");
  return [link(ctx, claim.s), ` ${termWords(ctx.model.relations, claim.relation)} `, link(ctx, claim.o), extra ? `（${extra}）` : ""];
}

function startPanel(ctx) {
  const { model } = ctx;
  const top = (kinds) => model.nodes.filter((n) => kinds.includes(n.kind)).sort((a, b) => b.weight - a.weight || a.i - b.i).slice(0, 6);
  const blocks = [["Person"], ["GovernmentBody", "Organization"], ["Enterprise"], ["County", "Township", "Village", "Place", "Prefecture"], ["Program", "Initiative", "Event"]];
  return [
    h("header", {}, h("h2", {}, t("start")), h("p", {}, t("startWords"))),
    ...blocks.map((kinds) => [kinds, top(kinds)]).filter(([, list]) => list.length).map(([kinds, list]) =>
      section([kinds.slice(0, 3).map((k) => termWords(model.kinds, k)).join(" · ")], h("ul", { class: "facts" }, list.map((n) => h("li", { class: "short" }, nodeButton(ctx, n.i), h("small", {}, t("facts", { n: n.claims.length }))))))),
    section([t("articles"), h("b", {}, String(model.articles.length))], longList([...model.articles].sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.i - b.i)), (a) => h("li", {}, sourceOf(ctx, a))), "articles"),
  ];
}

// From a claim to the words that prove it: the sentence with its evidence marked, the passage, the whole article, the citation.
// Positions in the data count code points; texts are cut into letters once per article.

import { h, visible, copy } from "./dom.js";
import { t, termWords } from "./words.js";

const letters = new Map(); // article -> its text as code points
const ENDS = new Set("。！？!?\n");
const CLOSING = new Set("”’」』）");

export async function lettersOf(source, article) {
  if (!letters.has(article.i)) letters.set(article.i, Array.from(await source.text(article.row)));
  return letters.get(article.i);
}

const pairs = (spans) => Array.from({ length: spans.length / 2 }, (_, n) => [spans[2 * n], spans[2 * n + 1]]);

// The sentence around the spans: [from, to) in code points.
export function sentence(text, spans) {
  let from = Math.min(...pairs(spans).map((p) => p[0]));
  let to = Math.max(...pairs(spans).map((p) => p[1]));
  while (from > 0 && !ENDS.has(text[from - 1])) from--;
  while (to < text.length && !ENDS.has(text[to - 1])) to++;
  while (to < text.length && CLOSING.has(text[to])) to++;
  while (from < to && (CLOSING.has(text[from]) || text[from] === "\n")) from++; // they end the sentence before
  return [from, to];
}

// A stretch of text with the spans marked.
export function marked(text, spans, from, to) {
  const found = [];
  let at = from;
  for (const [start, end] of pairs(spans).sort((a, b) => a[0] - b[0])) {
    if (end <= at || start >= to) continue;
    if (start > at) found.push(text.slice(at, start).join(""));
    found.push(h("mark", {}, text.slice(Math.max(start, at), Math.min(end, to)).join("")));
    at = Math.min(end, to);
  }
  if (at < to) found.push(text.slice(at, to).join(""));
  return found.map((part) => (typeof part === "string" ? visible(part) : part));
}

// Paper, date, file and line: of the words themselves where they are known, else of the whole article.
export function sourceLine(article, lines = []) {
  return [article.paper, article.date, `${article.file}:${lines.join("、") || article.lines}`].filter(Boolean).join(" · ");
}

// Quote, where it stands, and the ways to read on and to cite. `fact` in words stands in the citation.
export function evidence(ctx, { article: index, spans, lines, claim, fact }) {
  if (index < 0) return h("div", { class: "evidence" }, h("p", { class: "where" }, t("fromTable")));
  const article = ctx.model.articles[index];
  const quote = h("blockquote", { lang: "zh-Hans" });
  const more = h("div", { class: "passage", hidden: true, lang: "zh-Hans" });
  const box = h("div", { class: "evidence" }, quote,
    whereabouts(ctx, article, lines), more);
  lettersOf(ctx.source, article).then((text) => {
    if (!spans.length) return quote.remove();
    quote.replaceChildren(...marked(text, spans, ...sentence(text, spans)));
  });
  const read = toggle(t("original"), more, async () => {
    const text = await lettersOf(ctx.source, article);
    passage(ctx, more, text, spans, article, Math.max(0, (spans[0] ?? 0) - 120), Math.min(text.length, (spans.at(-1) ?? 0) + 160));
  });
  const cite = h("button", { type: "button", onclick: async (event) => {
    const text = await lettersOf(ctx.source, article);
    const words = spans.length ? pairs(spans).map(([a, b]) => text.slice(a, b).join("")).join("……") : "";
    const done = await copy(citation(ctx.model, article, { words, lines, fact, claim }));
    event.target.textContent = t(done ? "copied" : "copyFailed");
  } }, t("cite"));
  box.append(h("p", { class: "tools" }, read, cite));
  return box;
}

// Headline, paper, date, file and lines; the headline opens the article.
export function whereabouts(ctx, article, lines) {
  const title = `《${article.headline || t("untitled")}》`;
  return h("p", { class: "where" }, h("cite", {}, h("button", { type: "button", class: "link", onclick: () => ctx.go({ article: article.i, node: -1, line: null, group: -1, path: null }) }, title)), " ", sourceLine(article, lines));
}

function toggle(label, box, render) {
  const button = h("button", { type: "button", "aria-expanded": "false", onclick: async () => {
    box.hidden = !box.hidden;
    button.setAttribute("aria-expanded", String(!box.hidden));
    button.textContent = box.hidden ? label : t("hide");
    if (!box.hidden) await render();
  } }, label);
  return button;
}

function passage(ctx, box, text, spans, article, from, to) {
  const parts = [from > 0 ? "……" : "", ...marked(text, spans, from, to), to < text.length ? "……" : ""];
  const foot = [];
  if (from > 0 || to < text.length) {
    foot.push(h("button", { type: "button", onclick: () => passage(ctx, box, text, spans, article, 0, text.length) }, t("whole")));
  }
  if (article.next >= 0) {
    const next = ctx.model.articles[article.next];
    foot.push(` ${t("continued")}《${visible(next.headline || t("untitled"))}》 ${visible(sourceLine(next))}`);
  }
  box.replaceChildren(h("div", { class: "text" }, ...parts), h("p", { class: "tools" }, ...foot));
  box.querySelector("mark")?.scrollIntoView({ block: "nearest" });
}

// GB/T 7714: authors. headline[N]. paper, date. Then what is stated, the words, and where they stand.
export function citation(model, article, { words, lines = [], fact, claim }) {
  const authors = article.authors.map((a) => model.nodes[a].name).join(", ");
  const printed = [article.paper, article.date].filter(Boolean).join(", ");
  const head = `${authors ? `${authors}. ` : ""}${article.headline || t("untitled")}[N]. ${printed ? `${printed}. ` : ""}`.trim();
  const said = [head];
  if (fact) said.push(`${t("fact")}：${fact}`);
  if (words) said.push(`${t("sentence")}：“${words}”（${article.file}，${t("lines", { n: lines.join("、") || article.lines })}）`);
  if (claim) said.push(`${t("iri")}：${model.base}claim/${claim}`);
  return said.map(visible).join("\n");
}

// A claim in words: 甲 任职于 乙（局长）.
export function factWords(model, claim) {
  const extra = claim.attributes.map(([, words]) => words).join("，");
  const relation = termWords(model.relations, claim.relation);
  const status = claim.status === "Asserted" ? "" : `〔${termWords(model.statuses, claim.status)}〕`;
  return `${model.nodes[claim.s].name} ${relation} ${model.nodes[claim.o].name}${extra ? `（${extra}）` : ""}${status}`;
}

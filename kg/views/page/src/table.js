// The same graph as tables, for readers who do not see the picture and browsers that cannot draw: entities, then facts, by pages.

import { fill, h } from "./dom.js";
import { lettersOf, marked, sentence, sourceLine } from "./evidence.js";
import { nodeButton } from "./panel.js";
import { t, termWords } from "./words.js";

const ROWS = 100;
const at = { entities: 0, facts: 0 };

export function renderTable(ctx, box) {
  const { model } = ctx;
  const { nodes, claims } = ctx.sieve();
  const entities = model.nodes.filter((n) => nodes[n.i]).sort((a, b) => b.weight - a.weight || a.i - b.i);
  const facts = model.claims.filter((c) => claims[c.i] && nodes[c.s] && nodes[c.o]);
  fill(box,
    paged("entities", entities, [t("name"), t("kind"), t("alias"), t("places"), t("count")], (node) => [
      nodeButton(ctx, node.i), termWords(model.kinds, node.kind), node.names.join("、"), node.places.filter((p) => p !== node.i).map((p) => model.nodes[p].name).join("、"), String(node.claims.length),
    ]),
    paged("facts", facts, [t("subject"), t("relation"), t("object"), t("sentence"), t("source")], (claim) => [
      nodeButton(ctx, claim.s), termWords(model.relations, claim.relation) + claim.attributes.map(([, w]) => `（${w}）`).join(""), nodeButton(ctx, claim.o),
      words(ctx, claim), claim.article < 0 ? t("fromTable") : `《${model.articles[claim.article].headline || t("untitled")}》 ${sourceLine(model.articles[claim.article], claim.lines)}`,
    ]));
}

function words(ctx, claim) {
  const cell = h("span", { lang: "zh-Hans" });
  if (claim.article >= 0 && claim.spans.length) {
    lettersOf(ctx.source, ctx.model.articles[claim.article]).then((text) => cell.replaceChildren(...marked(text, claim.spans, ...sentence(text, claim.spans))));
  }
  return cell;
}

function paged(name, rows, heads, cells) {
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  at[name] = Math.min(at[name], pages - 1);
  const body = h("tbody");
  const state = h("span", { "aria-live": "polite" });
  const turn = (by) => {
    at[name] = Math.min(pages - 1, Math.max(0, at[name] + by));
    fill(body, rows.slice(at[name] * ROWS, (at[name] + 1) * ROWS).map((row) => h("tr", {}, cells(row).map((cell) => h("td", {}, cell)))));
    state.textContent = t("page", { n: at[name] + 1, m: pages });
  };
  turn(0);
  const title = name === "facts" ? t("fact") : t("entities");
  return h("section", { class: "paged" },
    h("h2", {}, `${title} ${rows.length}`),
    pages > 1 ? h("p", { class: "tools" }, h("button", { type: "button", onclick: () => turn(-1) }, t("previous")), state, h("button", { type: "button", onclick: () => turn(1) }, t("next"))) : null,
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title }, h("table", { "data-table": name }, h("thead", {}, h("tr", {}, heads.map((head, n) => h("th", { scope: "col", class: `${name}-${n}` }, head)))), body)));
}

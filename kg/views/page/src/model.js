// The piece as objects that know one another: nodes, claims, lines (pairs of nodes with claims between them), groups, articles.

export function buildModel(piece) {
  const nodes = piece.nodes.map(([id, name, kind, x, y, group, names, sounds, code, places], i) => ({
    i, id, name, kind: piece.kinds[kind][0], x, y, group, names, sounds, code, places,
    links: [], claims: [], quotations: [], measures: [], stories: [], doubts: [], below: [], above: -1,
  }));
  const articles = piece.articles.map((row, i) => {
    const [id, headline, paper, date, file, lines, authors, next, , mentions] = row;
    return { i, id, headline, paper, date, file, lines, authors, next, mentions, row };
  });
  for (const article of articles) for (const m of article.mentions) nodes[m].stories.push(article.i);
  const claims = piece.claims.map(([id, s, p, o, article, spans, status, confidence, rule, attributes, time, lines], i) => ({
    i, id, s, o, article, spans, confidence, time, lines, rule: piece.rules[rule],
    relation: piece.relations[p][0], status: piece.statuses[status][0],
    attributes: attributes.map(([name, words]) => [piece.attributes[name], words]),
  }));
  const lines = new Map();
  for (const claim of claims) {
    nodes[claim.s].claims.push(claim.i);
    if (claim.o !== claim.s) nodes[claim.o].claims.push(claim.i);
    else continue;
    const key = lineKey(claim.s, claim.o);
    let line = lines.get(key);
    if (!line) {
      line = { key, a: Math.min(claim.s, claim.o), b: Math.max(claim.s, claim.o), claims: [] };
      lines.set(key, line);
      nodes[line.a].links.push([line.b, line]);
      nodes[line.b].links.push([line.a, line]);
    }
    line.claims.push(claim.i);
  }
  for (const [who, article, spans, direct, lines] of piece.quotations) nodes[who].quotations.push({ article, spans, direct, lines });
  for (const [who, property, value, unit, article, spans, time, lines] of piece.measures) {
    nodes[who].measures.push({ property, value, unit, article, spans, time, lines });
  }
  for (const [below, above] of piece.above) {
    nodes[below].above = above;
    nodes[above].below.push(below);
  }
  for (const [one, other, score, reasons] of piece.doubts) {
    nodes[one].doubts.push({ other, score, reasons });
    nodes[other].doubts.push({ other: one, score, reasons });
  }
  for (const node of nodes) node.weight = node.links.length + Math.sqrt(node.stories.length);
  return {
    base: piece.base, nodes, claims, lines, articles, leftOut: piece.leftOut,
    kinds: piece.kinds, relations: piece.relations, statuses: piece.statuses,
    groups: buildGroups(piece.groups, nodes),
    byId: new Map(nodes.map((n) => [n.id, n.i])),
  };
}

export const lineKey = (a, b) => (a < b ? `${a}-${b}` : `${b}-${a}`);

// A group is called after those of its members that matter most; a place that everything lies in says little.
function buildGroups(discs, nodes) {
  const groups = discs.map(([x, y, r], i) => ({ i, x, y, r, members: [] }));
  for (const node of nodes) groups[node.group].members.push(node.i);
  for (const group of groups) {
    group.members.sort((a, b) => nodes[b].weight - nodes[a].weight || a - b);
    group.lead = group.members[0];
  }
  return groups;
}

// A place and every place above it, the nearest first.
export function chain(model, place) {
  const found = [];
  for (let at = place; at >= 0 && !found.includes(at); at = model.nodes[at].above) found.push(at);
  return found;
}

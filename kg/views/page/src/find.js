// Search by name, other name, full pinyin and initials; paths and steps through the graph. Pure.

export function searcher(model) {
  const rows = model.nodes.map((node) => {
    const sounds = node.sounds ? node.sounds.split("|").map((s) => s.split(" ")) : [];
    return {
      node,
      names: [node.name, ...node.names].map((n) => n.toLowerCase()),
      full: sounds.map((s) => s.join("")),
      initials: sounds.map((s) => s.map((syllable) => syllable[0]).join("")),
    };
  });
  return (words, limit = 30) => {
    const wanted = words.normalize("NFKC").toLowerCase().replace(/[\s']+/g, "");
    if (!wanted) return [];
    const latin = /^[a-z0-9]+$/.test(wanted);
    const found = [];
    for (const row of rows) {
      const score = rate(row, wanted, latin);
      if (score) found.push([score, row.node]);
    }
    found.sort((a, b) => b[0] - a[0] || b[1].weight - a[1].weight || a[1].i - b[1].i);
    return found.slice(0, limit).map(([, node]) => node);
  };
}

function rate({ node, names, full, initials }, wanted, latin) {
  if (node.code && node.code === wanted) return 10;
  if (names.includes(wanted)) return 9;
  if (names.some((n) => n.startsWith(wanted))) return 7;
  if (names.some((n) => n.includes(wanted))) return 5;
  if (!latin) return subsequence(names, wanted) ? 1 : 0;
  if (full.includes(wanted) || initials.includes(wanted)) return 8;
  if (full.some((s) => s.startsWith(wanted))) return 6;
  if (initials.some((s) => s.startsWith(wanted))) return 5.5;
  if (wanted.length > 2 && full.some((s) => s.includes(wanted))) return 3;
  if (wanted.length > 1 && initials.some((s) => s.includes(wanted))) return 2;
  return wanted.length > 2 && subsequence(initials, wanted) ? 1 : 0;
}

// 岚审批局 finds 岚县行政审批服务管理局, and so does lxspj: the letters in order, with gaps, the first at the beginning.
function subsequence(names, wanted) {
  if (wanted.length < 2) return false;
  return names.some((name) => {
    let at = -1;
    return name[0] === wanted[0] && [...wanted].every((letter) => (at = name.indexOf(letter, at + 1)) >= 0);
  });
}

// Up to `count` different short paths over the lines that are on; a way through a big hub (a province) costs more.
export function paths(model, sieve, from, to, count = 3) {
  const near = adjacency(sieve.lines);
  const used = new Map();
  const found = [];
  const seen = new Set();
  for (let round = 0; round < count * 2 && found.length < count; round++) {
    const path = cheapest(near, from, to, used);
    if (!path) break;
    const key = path.join("-");
    if (!seen.has(key)) found.push(path);
    seen.add(key);
    for (const middle of path.slice(1, -1)) used.set(middle, (used.get(middle) ?? 0) + 1);
    if (path.length === 2) near.set(from, near.get(from).filter((other) => other !== to)); // said once; now the ways around
  }
  return found;
}

function adjacency(lines) {
  const near = new Map();
  const add = (a, b) => (near.get(a) ?? near.set(a, []).get(a)).push(b);
  for (const { line } of lines) {
    add(line.a, line.b);
    add(line.b, line.a);
  }
  return near;
}

function cheapest(near, from, to, used) {
  const cost = new Map([[from, 0]]);
  const before = new Map();
  const heap = [[0, from]];
  while (heap.length) {
    const [spent, at] = pop(heap);
    if (at === to) break;
    if (spent > cost.get(at)) continue;
    const toll = at === from ? 0 : 0.25 * Math.log2((near.get(at) ?? []).length || 1);
    for (const next of near.get(at) ?? []) {
      const total = spent + 1 + toll + 2 * (used.get(next) ?? 0);
      if (total < (cost.get(next) ?? Infinity)) {
        cost.set(next, total);
        before.set(next, at);
        push(heap, [total, next]);
      }
    }
  }
  if (from !== to && !before.has(to)) return null;
  const path = [to];
  while (path[0] !== from) path.unshift(before.get(path[0]));
  return path;
}

function push(heap, item) {
  let at = heap.push(item) - 1;
  while (at > 0) {
    const up = (at - 1) >> 1;
    if (heap[up][0] <= heap[at][0]) break;
    [heap[up], heap[at]] = [heap[at], heap[up]];
    at = up;
  }
}

function pop(heap) {
  const top = heap[0];
  const last = heap.pop();
  if (heap.length) {
    heap[0] = last;
    for (let at = 0; ; ) {
      let small = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < heap.length && heap[child][0] < heap[small][0]) small = child;
      if (small === at) break;
      [heap[small], heap[at]] = [heap[at], heap[small]];
      at = small;
    }
  }
  return top;
}

// Node -> number of steps from the centre, over lines that are on, no further than `steps`; `grown` nodes show their neighbours too.
export function around(model, sieve, centre, steps, grown) {
  const near = adjacency(sieve.lines);
  const depth = new Map([[centre, 0]]);
  let ring = [centre];
  for (let step = 1; ring.length; step++) {
    const next = [];
    for (const at of ring) {
      if (step > steps && !grown.has(at)) continue;
      for (const other of near.get(at) ?? []) {
        if (!depth.has(other)) {
          depth.set(other, step);
          next.push(other);
        }
      }
    }
    ring = next;
  }
  return depth;
}

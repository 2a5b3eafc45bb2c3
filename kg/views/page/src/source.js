// Where data come from: the only place that knows. Inline now; a server can hand out the same pieces by fetch.
// A source gives: whole() -> the piece to begin with (format: kg/views/network_piece.py), and text(articleRow) -> its text.

import { t } from "./words.js";

const FORMAT = 2;

export function inlineSource(doc) {
  const holder = doc.getElementById("data");
  if (!holder) return null;
  return {
    async whole() {
      if (typeof DecompressionStream === "undefined") throw new Error(t("old"));
      const packed = Uint8Array.from(atob(holder.textContent), (c) => c.charCodeAt(0));
      holder.textContent = ""; // not needed twice in memory
      const piece = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
      if (piece.format !== FORMAT) throw new Error(`format ${piece.format}`);
      return piece;
    },
    async text(row) {
      return row[8];
    },
  };
}

// For `kg serve`: <meta name="kg-api" content="/explorer/"> beside the page instead of the inline data.
export function serverSource(doc) {
  const meta = doc.querySelector('meta[name="kg-api"]');
  if (!meta) return null;
  const get = async (path) => {
    const answer = await fetch(new URL(path, new URL(meta.content, doc.baseURI)), { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  };
  return {
    whole: () => get("piece"),
    text: async (row) => row[8] ?? (row[8] = (await get(`text/${encodeURIComponent(row[0])}`)).text),
  };
}

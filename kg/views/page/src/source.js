// Where data come from: the only place that knows. Inline now; a server can hand out the same pieces by fetch.
// A source gives: whole() -> the piece to begin with (format: kg/views/network_piece.py), and text(articleRow) -> its text.

const FORMAT = 1;

export function inlineSource(doc) {
  const holder = doc.getElementById("data");
  if (!holder) return null;
  return {
    async whole() {
      const piece = JSON.parse(holder.textContent);
      holder.textContent = ""; // the text is not needed twice in memory
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

// Every word the page itself says, in Chinese and English. Names of classes and relations come with the data.

const WORDS = {
  title: ["新闻知识图谱", "News knowledge graph"],
  search: ["搜索名称、简称、拼音或代码", "Search a name, short form, pinyin or code"],
  found: ["{n} 个结果", "{n} results"],
  nothing: ["没有找到", "Nothing found"],
  stats: ["{n} 个实体 · {c} 条事实 · {a} 篇报道", "{n} entities · {c} facts · {a} articles"],
  shown: ["图上 {n} 个实体、{l} 条连线", "{n} entities and {l} lines in view"],
  collapsed: ["{g} 个群组收拢着，内有 {n} 个实体", "{g} collapsed groups of {n} entities"],
  map: ["图", "Map"], table: ["表", "Table"], filters: ["筛选", "Filters"], reset: ["全部恢复", "Reset"],
  kinds: ["类别", "Classes"], relations: ["关系", "Relations"], place: ["地方（含下辖）", "Place (with all below it)"],
  anywhere: ["不限地方", "Anywhere"], date: ["见报日期", "Date of the article"], from: ["从", "From"], to: ["到", "To"],
  confidence: ["可信度不低于", "Confidence at least"], status: ["陈述方式", "How it is stated"],
  lone: ["也显示没有连线的实体", "Show entities without lines"], divisions: ["区划表给出的上下级", "Places above by the division table"],
  openAll: ["展开全部群组", "Open all groups"], closeAll: ["收拢群组", "Collapse groups"],
  group: ["群组", "Group"], members: ["{n} 个实体", "{n} entities"], open: ["展开", "Open"], close: ["收拢", "Collapse"],
  zoomIn: ["放大", "Zoom in"], zoomOut: ["缩小", "Zoom out"], fit: ["看全图", "Fit"], png: ["存为图片", "Save as PNG"],
  print: ["打印", "Print"], theme: ["深色或浅色", "Dark or light"], language: ["English", "中文"], help: ["键盘和用法", "Keys and help"],
  closePanel: ["关闭", "Close"], start: ["从这里开始", "Start here"], startWords: [
    "点一个圆点看它的事实和原句，点一条线看两者之间说了什么。收拢的群组点开，或放大后自行展开。",
    "Click a dot for its facts and sentences, a line for what is said between two. Groups open by a click, or when you zoom in.",
  ],
  most: ["见报最多", "Most in the news"], alias: ["又称", "Also"], code: ["代码", "Code"], at: ["在", "In"],
  told: ["见于 {n} 篇报道", "In {n} articles"], facts: ["{n} 条事实", "{n} facts"], hiddenFacts: ["另有 {n} 条被筛选挡住", "{n} more hidden by filters"],
  neighbourhood: ["看邻域", "Neighbourhood"], steps: ["步", "steps"], step: ["{n} 步", "{n} steps"], wholeMap: ["回到全图", "Back to the map"],
  around: ["{name} 的邻域", "Around {name}"], between: ["{a} 与 {b} 之间", "Between {a} and {b}"],
  pathTo: ["找到……的路径", "Path to …"], pathPick: ["选另一端", "Pick the other end"], noPath: ["在当前筛选下没有路径", "No path under these filters"],
  path: ["第 {n} 条：{k} 步", "Path {n}: {k} steps"], more: ["再显示 {n} 条", "Show {n} more"], centre: ["居中", "Centre"],
  copyLink: ["复制链接", "Copy link"], copied: ["已复制", "Copied"], copyFailed: ["复制不了，请手工选取", "Could not copy; select it by hand"],
  text: ["原文", "Text"], original: ["看原文", "Read the passage"], whole: ["看全文", "Whole article"], hide: ["收起", "Hide"], cite: ["复制引文", "Copy citation"],
  fromTable: ["出自行政区划表", "From the table of administrative divisions"], untitled: ["无题", "Untitled"], rule: ["规则", "Rule"],
  lines: ["第 {n} 行", "lines {n}"], continued: ["下文", "continued in"], quotations: ["引语", "Quotations"], measures: ["数据", "Figures"],
  articles: ["报道", "Articles"], maybe: ["可能与 {name} 是同一个（{score}）", "May be the same as {name} ({score})"],
  subject: ["主体", "Subject"], relation: ["关系", "Relation"], object: ["客体", "Object"], sentence: ["原句", "Sentence"], source: ["出处", "Source"],
  name: ["名称", "Name"], kind: ["类别", "Class"], places: ["地方", "Places"], count: ["事实", "Facts"], entities: ["实体", "Entities"],
  noDraw: ["这个浏览器画不了图，改用表格。", "This browser cannot draw; here is the table."],
  old: ["浏览器太旧，解不开数据；请用 2023 年以后的 Chrome、Edge、Firefox 或 Safari", "this browser is too old to unpack the data; take a Chrome, Edge, Firefox or Safari of 2023 or later"],
  leftOut: ["文件里没有放进：{what}", "Left out of this file: {what}"], broken: ["数据读不出来：{why}", "The data cannot be read: {why}"],
  mapLabel: ["关系图。方向键移动，加减号缩放，Tab 后按 Enter 打开", "Network. Arrow keys move, plus and minus zoom, Enter opens"],
  fact: ["事实", "Fact"], iri: ["标识", "IRI"], said: ["转述", "reported"], page: ["第 {n} 页，共 {m} 页", "Page {n} of {m}"],
  previous: ["上一页", "Previous"], next: ["下一页", "Next"], only: ["只看", "Only"], all: ["全选", "All"], none: ["全不选", "None"],
  keys: [
    "/ 搜索 · 方向键 移动或换到旁边的实体 · Enter 打开 · + − 缩放 · 0 看全图 · F 邻域 · [ ] 步数 · T 图表切换 · Esc 返回",
    "/ search · arrows move or go to the next entity · Enter open · + − zoom · 0 fit · F neighbourhood · [ ] steps · T map or table · Esc back",
  ],
};

let language = 0;
export const setLanguage = (code) => (language = code === "en" ? 1 : 0);
export const languageCode = () => (language ? "en" : "zh");

export function t(key, given = {}) {
  return WORDS[key][language].replace(/\{(\w+)\}/g, (_, name) => given[name] ?? "");
}

// A row of the data's own vocabulary: [id, Chinese, English].
export function termWords(rows, id) {
  const row = rows.find((r) => r[0] === id);
  return row ? row[language ? 2 : 1] : id;
}

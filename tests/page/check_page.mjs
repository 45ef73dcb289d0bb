// Opens report.html of result folders in headless Chromium at 360, 1280 and 1920 pixels, light and
// dark, and as print: no request, no console message, no serious accessibility finding, nothing
// wider than the screen, bars and ribbons in proportion to their amounts, and figures equal to
// result.json.
//
//   NODE_PATH=<folder with playwright-core and axe-core> node check_page.mjs RESULT…
//
// RESULT is a result folder, the folder of a comparison (then comparison.html against
// comparison.json), or a page alone (then no figures are compared). CHROMIUM names the
// browser (default /usr/bin/chromium); SHOTS names a folder for screenshots and PDF. Exit 0 when
// everything holds.
import { createRequire } from "node:module";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const results = process.argv.slice(2);
if (results.length === 0) {
  console.error("usage: check_page.mjs RESULT…");
  process.exit(2);
}

let faults = 0;
const fault = (place, message) => {
  ++faults;
  console.log(`${place}: ${message}`);
};

const views = [
  { name: "360", width: 360, scheme: "light", media: "screen" },
  { name: "360-dark", width: 360, scheme: "dark", media: "screen" },
  { name: "1280", width: 1280, scheme: "light", media: "screen" },
  { name: "1280-dark", width: 1280, scheme: "dark", media: "screen" },
  { name: "1920", width: 1920, scheme: "light", media: "screen" },
  { name: "print", width: 718, scheme: "light", media: "print" },
];

/** In the page: amounts and drawn sizes of bars, panel by panel, and of the nodes of flows. */
function measure() {
  const amount = (text) => Number(text.slice(text.lastIndexOf(":") + 1).replace(/[^\d]/g, ""));
  const rects = (root) => [...root.querySelectorAll("rect")].map((rect) => ({
    amount: amount(rect.querySelector("title").textContent),
    size: rect.getBoundingClientRect().width,
  }));
  const groups = [];
  for (const list of document.querySelectorAll("ul.bars, figure.single")) groups.push(rects(list));
  for (const flow of document.querySelectorAll(".flow svg")) {
    groups.push([...flow.querySelectorAll("path.node")].map((node) => ({
      amount: amount(node.querySelector("title").textContent),
      size: node.getBoundingClientRect().height,
    })));
  }
  return groups;
}

/** Each size against the largest of its group: half a pixel for itself and half for the largest. */
function check_sizes(place, groups, zoom) {
  for (const group of groups) {
    const largest = group.reduce((a, b) => (b.amount > a.amount ? b : a), { amount: 0, size: 0 });
    for (const part of group) {
      const expected = (part.amount * largest.size) / largest.amount;
      if (Math.abs(part.size - expected) > 0.5 * zoom)
        fault(place, `${part.amount} is drawn ${part.size} px wide, not ${expected.toFixed(2)}`);
    }
  }
}

/** In the page: all tables as caption and rows of texts. */
const tables = () => [...document.querySelectorAll("table")].map((table) => ({
  caption: table.caption.firstChild.textContent.trim(),
  rows: [...table.tBodies[0].rows].map((row) => ({
    is_sum: row.className === "sum",
    // An amount with its change below it counts as the two or three cells it is made of.
    cells: [...row.cells].flatMap((cell) => {
      const change = cell.querySelector("small.change");
      return change ? [cell.firstChild.textContent,
        ...[...change.children].map((part) => part.textContent)] : [cell.textContent];
    }),
  })),
}));

const to_amount = (text) => {
  const digits = text.replace(/[^\d]/g, "");
  return digits === "" ? 0n : BigInt(digits) * (text.includes("−") ? -1n : 1n);
};
const sorted = (list) => list.map(String).sort().join(" ");

function grouped(lines, key, value) {
  const sums = new Map();
  for (const line of lines) {
    const name = key(line);
    sums.set(name, (sums.get(name) ?? 0n) + value(line));
  }
  return sums;
}
const values = (sums) => [...sums.values()].filter((sum) => sum !== 0n);

function check_figures(place, result, found, headlines) {
  const total = (list, field) => list.reduce((all, row) => all + BigInt(row[field]), 0n);
  const expect = (name, actual, expected) => {
    if (String(actual) !== String(expected)) fault(place, `${name}: ${actual}, not ${expected}`);
  };
  expect("need", headlines.need, total(result.demands, "need_dong"));
  expect("allocated", headlines.allocated, total(result.demands, "allocated_dong"));
  expect("missing", headlines.missing, total(result.demands, "shortfall_dong"));

  const amounts = (caption, column) => {
    const table = found.find((one) => caption.some((text) => one.caption.startsWith(text)));
    if (!table) return null;
    return table.rows.filter((row) => !row.is_sum).map((row) => to_amount(row.cells.at(column)));
  };
  const compare = (name, actual, expected) => {
    if (actual === null ? expected.length > 0 : sorted(actual) !== sorted(expected))
      fault(place, `${name}: the rows are not those of result.json`);
  };
  const spent = result.ledger.filter((line) => line.part !== "transfer");
  const money = (line) => BigInt(line.amount_dong);
  compare("flows", amounts(["Từ nguồn đến mục đích", "From sources to purposes"], 3),
    values(grouped(spent, (line) => `${line.source} ${line.programme}`, money)));
  const item = (row) => row.demand.slice(0, row.demand.lastIndexOf("/"));
  compare("missing items", amounts(["Còn phải bố trí", "Still to be funded"], 4),
    values(grouped(result.demands, item, (row) => BigInt(row.shortfall_dong))));
  const sources = found.find((one) => /^(Cân đối từng nguồn|Balance of each)/.test(one.caption));
  for (const [column, field] of ["available_dong", "carried_in_dong", "reserved_dong",
    "allocated_dong", "carried_out_dong", "unallocated_dong"].entries()) {
    const rows = sources.rows.slice(0, result.sources.length);
    compare(field, rows.map((row) => to_amount(row.cells[column + 1])),
      result.sources.map((row) => BigInt(row[field])));
  }
  const projects = new Set(result.projects.map((row) => row.demand));
  const listed = result.demands.filter((row) => projects.has(item(row)));
  const funded = amounts(["Được bố trí vốn", "Funded"], 4) ?? [];
  compare("funded projects", funded,
    values(grouped(listed, item, (row) => BigInt(row.allocated_dong))));
}

/** The comparison page against comparison.json: headlines, views, gains and losses, causes. */
function check_comparison(place, comparison, found, headlines) {
  const [base, ...others] = comparison.results;
  const expected = others.flatMap((other) => ["allocated_dong", "missing_dong"].map(
    (field) => BigInt(other[field]) - BigInt(base[field])));
  if (sorted(headlines) !== sorted(expected)) fault(place, `headlines are ${headlines}`);
  const rows_of = (captions) => {
    const table = found.find((one) => captions.includes(one.caption));
    return table ? table.rows.filter((row) => !row.is_sum) : null;
  };
  const compare = (name, actual, wanted) => {
    if (sorted(actual) !== sorted(wanted)) fault(place, `${name}: not as in comparison.json`);
  };
  const captions = { purpose: ["Theo mục đích", "By purpose"], source: ["Theo nguồn", "By source"],
    unit: ["Theo đơn vị", "By unit"], year: ["Theo năm", "By year"] };
  for (const view of comparison.views) {
    if (!(view.by in captions)) continue;
    const rows = rows_of(captions[view.by]);
    if (!rows) { fault(place, `no table by ${view.by}`); continue; }
    compare(view.by, rows.flatMap((row) => [0, 1, 2].map((at) => to_amount(row.cells[at + 1]))),
      view.rows.flatMap((row) => [...row.amounts_dong.slice(0, 2), row.differences_dong[0]]));
  }
  for (const [fate, caption] of [["loses", ["Bị bớt", "Loses"]], ["gains", ["Được thêm", "Gains"]]]) {
    if (comparison.pairs.length > 1) continue;
    const rows = rows_of(caption) ?? [];
    const items = comparison.pairs[0].items.filter((item) => item.fate === fate);
    compare(fate, rows.map((row) => to_amount(row.cells[3])), items.map((item) => item.result_dong));
  }
  const causes = comparison.pairs[0].by_cause?.causes ?? [];
  if (causes.length > 0) {
    const rows = rows_of(["Nguyên nhân của chênh lệch", "Causes of the difference"]) ?? [];
    compare("causes", rows.slice(0, causes.length).map((row) => to_amount(row.cells[1])),
      causes.map((cause) => cause.total_dong));
  }
}

async function check_view(browser, file, view, result, comparison) {
  const place = `${file} at ${view.name}`;
  const page = await browser.newPage({ viewport: { width: view.width, height: 900 },
    colorScheme: view.scheme });
  await page.emulateMedia({ media: view.media, colorScheme: view.scheme });
  const url = pathToFileURL(resolve(file)).href;
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:"))
      fault(place, `requests ${request.url()}`);
  });
  page.on("console", (message) => fault(place, `console: ${message.text()}`));
  page.on("pageerror", (error) => fault(place, `error: ${error.message}`));
  page.on("dialog", (dialog) => { fault(place, "opens a dialog"); dialog.dismiss(); });
  await page.goto(url);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (view.media === "screen" && overflow > 0) fault(place, `${overflow} px wider than the screen`);
  check_sizes(place, await page.evaluate(measure), 1);
  const scripts = await page.evaluate(() => document.querySelectorAll(
    "script, iframe, object, embed, img, form, input").length);
  if (scripts > 0) fault(place, `${scripts} elements that should not be there`);
  if (view.media === "print") {
    const hidden = await page.evaluate(() => [...document.querySelectorAll("details table")]
      .filter((table) => table.getBoundingClientRect().height === 0).length);
    if (hidden > 0) fault(place, `${hidden} tables do not print`);
    const pdf = await page.pdf({ preferCSSPageSize: true,
      path: process.env.SHOTS ? join(process.env.SHOTS, `${basename(dirname(file))}.pdf`) : undefined });
    if (pdf.length < 1000) fault(place, "prints nothing");
  } else if (process.env.SHOTS) {
    const shot = join(process.env.SHOTS, `${basename(dirname(file))}-${view.name}.png`);
    await page.screenshot({ path: shot });
  }
  if (result && view.name === "1280") {
    const headlines = await page.evaluate(() => Object.fromEntries(
      ["need", "allocated", "missing"].map((name) =>
        [name, document.querySelector(`#big-${name} data`).value])));
    check_figures(place, result, await page.evaluate(tables), headlines);
  }
  if (comparison && view.name === "1280") {
    const headlines = await page.evaluate(() =>
      [...document.querySelectorAll("ul.big data")].map((data) => data.value));
    check_comparison(place, comparison, await page.evaluate(tables), headlines);
  }
  await page.evaluate(axe);
  const findings = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const finding of findings.violations) {
    const line = `${finding.impact}: ${finding.id}, ${finding.nodes.length} × ` +
      finding.nodes[0].html.slice(0, 160);
    if (["serious", "critical"].includes(finding.impact)) fault(place, line);
    else console.log(`${place}: (${line})`);
  }
  await page.close();
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const path of results) {
  const is_folder = statSync(path).isDirectory();
  const other = join(path, "comparison.json");
  const comparison = is_folder && existsSync(other) ? JSON.parse(readFileSync(other, "utf8")) : null;
  const page = comparison ? "comparison.html" : "report.html";
  const file = is_folder ? join(path, page) : path;
  const json = join(path, "result.json");
  const result = is_folder && existsSync(json) ? JSON.parse(readFileSync(json, "utf8")) : null;
  for (const view of views) await check_view(browser, file, view, result, comparison);
}
await browser.close();
console.log(`${results.length} pages × ${views.length} views, ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);

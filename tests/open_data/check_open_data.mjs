// Checks datapackage.json and oc4ids.json of result folders against the published JSON Schemas, and
// that sums in them tie with result.json and the CSV tables.
//
//   NODE_PATH=<folder with ajv, ajv-formats, ajv-draft-04> node check_open_data.mjs SCHEMAS RESULT…
//
// SCHEMAS holds fiscal-data-package/ and oc4ids/. Exit 0 when everything holds.
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const Ajv = require("ajv-draft-04");
const addFormats = require("ajv-formats");

const [schemas, ...results] = process.argv.slice(2);
if (!schemas || results.length === 0) {
  console.error("usage: check_open_data.mjs SCHEMAS RESULT…");
  process.exit(2);
}
const read = (...path) => JSON.parse(readFileSync(join(...path), "utf8"));

const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
addFormats(ajv);
const fiscal = ajv.compile(read(schemas, "fiscal-data-package/fiscal-data-package.json"));
const tabular = ajv.compile(read(schemas, "fiscal-data-package/tabular-data-package.json"));
ajv.addSchema(read(schemas, "oc4ids/project-schema.json"));
const oc4ids = ajv.compile(read(schemas, "oc4ids/project-package-schema.json"));

let faults = 0;
const fault = (place, message) => {
  ++faults;
  console.log(`${place}: ${message}`);
};
const validate = (name, check, data, place) => {
  if (check(data)) return;
  for (const error of check.errors.slice(0, 10))
    fault(place, `${name}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
};

/** RFC 4180 records. */
function csv(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') { cell += '"'; ++i; }
      else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"') quoted = true;
    else if (c === ",") { rows.at(-1).push(cell); cell = ""; }
    else if (c === "\n") { rows.at(-1).push(cell); cell = ""; rows.push([]); }
    else cell += c;
  }
  if (rows.at(-1).length === 0) rows.pop();
  return rows;
}

const fits = {
  integer: (text) => /^-?\d+$/.test(text),
  number: (text) => /^-?\d+(\.\d+)?$/.test(text),
  year: (text) => /^\d{4}$/.test(text),
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text),
  string: () => true,
};

function check_package(folder, result) {
  const descriptor = read(folder, "datapackage.json");
  validate("fiscal", fiscal, descriptor, folder);
  validate("tabular", tabular, descriptor, folder);
  for (const resource of descriptor.resources) {
    const rows = csv(readFileSync(join(folder, resource.path), "utf8"));
    const names = resource.schema.fields.map((field) => field.name);
    const place = `${folder}/${resource.path}`;
    if (JSON.stringify(rows[0]) !== JSON.stringify(names)) fault(place, "headers differ");
    for (const [number, row] of rows.slice(1).entries()) {
      if (row.length !== names.length) fault(place, `row ${number + 2} has ${row.length} cells`);
      row.forEach((text, i) => {
        const type = resource.schema.fields[i].type;
        if (text !== "" && !fits[type](text)) fault(place, `${names[i]}: "${text}" is no ${type}`);
      });
    }
  }
  const measure = descriptor.model.measures.allocated;
  const resource = descriptor.resources.find((row) => row.name === measure.resource);
  const rows = csv(readFileSync(join(folder, resource.path), "utf8"));
  const column = rows[0].indexOf(measure.source);
  const part = rows[0].indexOf(descriptor.model.dimensions.part.attributes.part.source);
  const sum = (keep) => rows.slice(1).filter(keep).reduce((all, row) => all + BigInt(row[column]), 0n);
  const ledger = result.ledger.filter((line) => line.part !== "transfer")
    .reduce((all, line) => all + BigInt(line.amount_dong), 0n);
  if (sum((row) => row[part] !== "transfer") !== ledger) fault(folder, "ledger.csv does not tie");
}

function check_projects(folder, result) {
  const path = join(folder, "oc4ids.json");
  const expected = new Map(result.projects.map((project) => [project.demand, 0n]));
  if (!existsSync(path)) {
    if (expected.size > 0) fault(path, "is missing");
    return;
  }
  const data = read(path);
  validate("oc4ids", oc4ids, data, path);
  for (const line of result.ledger) {
    const item = line.demand ? line.demand.slice(0, line.demand.lastIndexOf("/")) : "";
    if (line.part !== "transfer" && expected.has(item))
      expected.set(item, expected.get(item) + BigInt(line.amount_dong));
  }
  for (const project of data.projects) {
    const code = project.identifiers[0].id;
    const lines = project.budget.budgetBreakdowns?.[0].budgetBreakdown ?? [];
    const sum = lines.reduce((all, line) => all + BigInt(line.amount.amount), 0n);
    if (sum !== BigInt(project.budget.amount.amount)) fault(path, `${code}: breakdown does not tie`);
    if (expected.has(code) && expected.get(code) !== sum) fault(path, `${code}: ledger does not tie`);
  }
}

for (const folder of results) {
  const result = read(folder, "result.json");
  check_package(folder, result);
  check_projects(folder, result);
}
console.log(`${results.length} results, ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);

// The files of the measurements in exchange.mjs, made by a seeded generator: the same bytes each time. Workspace files are written as
// FORMAT.md describes them and as the app does, with stamps, counts and hashes; the table as an export of another program.
import { createHash } from "node:crypto";

/** A source of chance that tells the same for the same seed (mulberry32). */
function chance(seed) {
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n) => Math.floor(next() * n);
  return {
    below,
    of: (list) => list[below(list.length)],
    once: (share) => next() < share,
    hex: (digits) => {
      let text = "";
      while (text.length < digits) text += below(2 ** 32).toString(16).padStart(8, "0");
      return text.slice(0, digits);
    },
  };
}

const padded = (number, digits) => number.toString(16).padStart(digits, "0");
/** The day so many days after the first of 2025: all of it lies in the past. */
const day = (n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
const DAY = 86_400_000;
const BEGIN = Date.UTC(2025, 0, 1);

// What comes with the app, by its fixed ids.
const fixed = (block, number) => `00000000-0000-8000-8000-0000${padded(block, 4)}${padded(number, 4)}`;
const PIPELINE = fixed(2, 1);
const stage = (number) => fixed(3, number);
const [FIRST, WON] = [2, 6];
/** An entry of a standard list: its place among the lists, and how many it has. */
const entry = (c, list, count) => fixed(10 + list, 1 + c.below(count));

const CITIES = ["上海", "苏州", "宁波", "杭州", "无锡", "佛山", "成都", "武汉", "青岛", "厦门", "长沙", "天津"];
const WORDS = ["恒越", "明远", "海川", "永盛", "蓝港", "启元", "德润", "鼎新", "华信", "博雅", "瑞丰", "天成", "安泰", "联创", "金桥", "宏图"];
const TRADES = ["贸易有限公司", "科技有限公司", "物流有限公司", "机械制造有限公司", "医疗器械有限公司", "食品股份有限公司"];
const ENGLISH = ["Acme", "Blue Harbor", "Northwind", "Silver Creek", "Oak Ridge", "Summit", "Redwood", "Harbour Gate", "Clearwater", "Stonebridge"];
const KINDS = ["Ltd.", "Inc.", "GmbH", "Trading Co.", "Logistics, Inc."];
const THINGS = ["巡检机器人", "仓储扩容", "质检相机", "年度维保", "产线改造", "Robots", "Cameras", "Service contract", "Warehouse kit", "Spare parts"];
const FAMILY = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"];
const GIVEN = ["伟", "芳", "娜", "敏", "静", "强", "磊", "洋", "艳", "杰", "明华", "晓东", "志远", "雨欣"];
const NOTES = ["谈了价格，下周给方案", "客户要先看样机", "等预算批下来再联系", "Asked for a second quote", "Sent the revised proposal, waits for the board", "现场演示，反馈不错"];

const company = (c, n) =>
  c.once(0.7) ? `${c.of(CITIES)}${c.of(WORDS)}${c.of(TRADES).replace("有限公司", `（${n}）有限公司`)}` : `${c.of(ENGLISH)} ${n} ${c.of(KINDS)}`;
const person = (c) => c.of(FAMILY) + c.of(GIVEN);
const phone = (c) => `13${c.below(10)}${String(c.below(1e8)).padStart(8, "0")}`;

/** Who writes: a page load of its own, with a clock that goes on by a while at each write. */
function author(c, from) {
  const load = c.hex(16);
  let ms = BEGIN + from * DAY;
  const stamp = () => padded((ms += 1 + c.below(60_000)), 12) + "0000" + load;
  const id = () => `${padded(ms, 12)}7${c.hex(3)}8${c.hex(15)}`.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  const row = (cells) => ({ id: id(), stamp: stamp(), ...cells });
  /** The row with other values, written now. */
  const put = (row, cells) => {
    const now = stamp();
    return { ...row, ...cells, stamps: { ...row.stamps, ...Object.fromEntries(Object.keys(cells).map((key) => [key, now])) } };
  };
  return { row, put };
}

const place = (c, number) => ({ order: `${c.hex(8)}80`, stage: stage(number) });

/** So many deals of these reps, half as many customers, and what belongs to them: some 2.2 kB of a file per deal. */
function book(c, by, reps, count) {
  const tables = { customer: [], contact: [], deal: [], stage_change: [], activity: [] };
  for (let n = 0; n < count / 2; n++) {
    tables.customer.push(by.row({
      name: company(c, n), owner: c.of(reps), sort: "company", region: entry(c, 0, 8), source: entry(c, 1, 10), industry: entry(c, 3, 13),
      tier: entry(c, 4, 3), group: entry(c, 5, 5), phone: phone(c), address: `${c.of(CITIES)}市示例路 ${1 + c.below(900)} 号`, created: day(c.below(60)),
    }));
    const customer = tables.customer[n].id;
    if (c.once(0.5)) tables.contact.push(by.row({ name: person(c), customer, role: "decides", phone: phone(c) }));
  }
  for (let n = 0; n < count; n++) {
    const { id: customer, owner } = tables.customer[n >> 1];
    let [at, now] = [60 + c.below(150), FIRST];
    const made = day(at);
    let deal = by.row({
      name: `${c.of(THINGS)} ${n}`, customer, owner, pipeline: PIPELINE, place: place(c, now), source: entry(c, 1, 10),
      amount: { currency: "CNY", minor: 100_000 * (1 + c.below(900)) }, created: made, expected_close: day(at + 90),
    });
    const change = (cells) => tables.stage_change.push(by.row({ deal: deal.id, at: day(at), by: owner, ...cells }));
    change({ to: stage(now), state: "open" });
    for (let steps = c.below(WON - FIRST + 1); steps > 0; steps--) {
      at += 1 + c.below(20);
      change({ from: stage(now), to: stage(now + 1), state: now + 1 === WON ? "won" : "open" });
      now += 1;
    }
    if (now > FIRST) deal = by.put(deal, { place: place(c, now) });
    if (now === WON) deal = by.put(deal, { outcome: { date: day(at), kind: "won" }, credit: [{ percent: 100, rep: owner }] });
    else if (c.once(0.3)) {
      at += 1 + c.below(30);
      change({ from: stage(now), to: stage(now), state: "lost" });
      deal = by.put(deal, { outcome: { date: day(at), kind: "lost", reason: entry(c, 6, 9) } });
    }
    tables.deal.push(deal);
    tables.activity.push(by.row({
      kind: entry(c, 8, 8), about: [{ deal: deal.id }, { customer }], rep: owner, at: `${made}T${10 + c.below(8)}:30`, minutes: 15 * (1 + c.below(8)), note: c.of(NOTES),
    }));
  }
  return tables;
}

/** What somebody changes of a book that others have as well: amounts, notes, customers claimed, deals moved on. */
function edited(c, by, tables, me) {
  const some = (rows, share, change) => rows.map((row) => (c.once(share) ? change(row) : row));
  const moves = [];
  const move = (deal) => {
    const now = parseInt(deal.place.stage.slice(-4), 16);
    if (deal.outcome || now + 1 >= WON) return deal;
    moves.push(by.row({ deal: deal.id, at: day(310 + c.below(10)), by: me, from: stage(now), to: stage(now + 1), state: "open" }));
    return by.put(deal, { place: place(c, now + 1) });
  };
  const deals = some(tables.deal, 0.15, (deal) => by.put(deal, { amount: { currency: "CNY", minor: 100_000 * (1 + c.below(900)) } }));
  const customers = some(tables.customer, 0.2, (row) => by.put(row, { note: `${c.of(NOTES)} (${c.below(1000)})` }));
  return {
    ...tables,
    customer: some(customers, 0.04, (row) => by.put(row, { owner: me })),
    deal: some(deals, 0.04, move),
    stage_change: [...tables.stage_change, ...moves],
  };
}

function people(c, by, count) {
  const team = [by.row({ name: "华东组" }), by.row({ name: "Export" })];
  return { team, rep: Array.from({ length: count }, (_, n) => by.row({ name: `${person(c)}${n}`, team: c.of(team).id, level: "middle" })) };
}

const sorted = (row) => Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
// Between others' tables and within them, in the order in which the app writes them.
const ORDER = ["team", "rep", "customer", "contact", "deal", "stage_change", "activity"];

/** The bytes of a workspace file. */
function written(name, tables) {
  const lines = ORDER.map((table) => [table, [...tables[table]].sort((a, b) => (a.id < b.id ? -1 : 1)).map((row) => JSON.stringify(sorted(row)))]);
  const hash = (rows) => rows.reduce((sum, row) => sum.update(row).update("\n"), createHash("sha256")).digest("hex");
  const head = {
    format: "loudou-workspace", version: 1, app_version: "0.1.0", made_at: `${day(330)}T08:00:00Z`,
    workspace: "01944000-0000-7000-8000-00000000be7c", name, kind: "real",
    counts: Object.fromEntries(lines.map(([table, rows]) => [table, rows.length])),
    sha256: Object.fromEntries(lines.map(([table, rows]) => [table, hash(rows)])),
  };
  const parts = lines.flatMap(([table, rows], n) => [n ? ",\n" : "", `"${table}":[\n`, rows.join(",\n"), "\n]"]);
  return Buffer.concat([JSON.stringify(head).slice(0, -1), ',\n"tables":{\n', ...parts, "\n}\n}\n"].map((part) => Buffer.from(part)));
}

/**
 * A team's files: the manager's and one of each rep, as [{ name, bytes }], states of one workspace. All began with the same `shared` deals,
 * and everybody changed some of them; the rest of a rep's deals are his own.
 */
export function team({ reps = 10, deals = 5_000, shared = 1_000 } = {}) {
  const c = chance(5);
  const office = author(c, 0);
  const all = people(c, office, reps);
  const common = { ...all, ...book(c, office, all.rep.map((rep) => rep.id), shared) };
  const files = all.rep.map(({ id }, n) => {
    const by = author(c, 320);
    const [theirs, own] = [edited(c, by, common, id), book(c, by, [id], deals - shared)];
    const tables = Object.fromEntries(ORDER.map((table) => [table, [...theirs[table], ...(own[table] ?? [])]]));
    return { name: `rep-${n}.loudou.json`, bytes: written("Team", tables) };
  });
  return { manager: { name: "manager.loudou.json", bytes: written("Team", edited(c, author(c, 320), common, all.rep[0].id)) }, files };
}

/** A workspace of so many deals as one file; 45,000 are some 100 MB. */
export function whole(deals = 45_000) {
  const c = chance(6);
  const by = author(c, 0);
  const all = people(c, by, 40);
  return { name: "whole.loudou.json", bytes: written("Whole", { ...all, ...book(c, by, all.rep.map((rep) => rep.id), deals) }) };
}

/** A workspace of so many customers and nothing else that is much. */
export function customers(count = 100_000) {
  const c = chance(8);
  const by = author(c, 0);
  const all = people(c, by, 40);
  const { customer } = book(c, by, all.rep.map((rep) => rep.id), 2 * count);
  return { name: "customers.loudou.json", bytes: written("Customers", { ...all, customer, contact: [], deal: [], stage_change: [], activity: [] }) };
}

/** Deals with their customers as Zoho CRM exports them. */
export function table(rows = 100_000) {
  const c = chance(7);
  const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const reps = Array.from({ length: 40 }, (_, n) => (n % 2 ? `${person(c)}${n}` : `${c.of(["Li Na", "Tom Baker", "May Stone", "Wei Wang"])} ${n}`));
  const customers = Array.from({ length: rows * 0.4 }, (_, n) => company(c, n));
  const stages = ["Qualification", "Needs Analysis", "Proposal/Price Quote", "Negotiation/Review", "Closed Won", "Closed Lost"];
  const lines = ["Record Id,Deal Owner,Amount,Deal Name,Closing Date,Account Name,Stage,Probability (%),Lead Source,Created Time,Reason For Loss"];
  for (let n = 0; n < rows; n++) {
    const [made, now] = [c.below(250), c.of(stages)];
    lines.push([
      `zcrm_${4_000_000 + n}`, c.of(reps), `${1000 * (1 + c.below(900))}.50`, `${c.of(THINGS)}, ${n}`, day(made + 10 + c.below(60)), c.of(customers), now, "",
      c.of(["Trade Show", "Web Site", "External Referral"]), `${day(made)} ${10 + c.below(8)}:30:00`, now === "Closed Lost" ? c.of(["价格太高", "Bad timing"]) : "",
    ].map(cell).join(","));
  }
  return { name: "zoho.csv", bytes: Buffer.from(`${lines.join("\r\n")}\r\n`) };
}

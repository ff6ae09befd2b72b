// Files as a rep's device would write them, made of the team's file without the app.

/** A stamp of a page load: now, or at a moment. */
export const stampOf = (load, n, ms = Date.now()) =>
  ms.toString(16).padStart(12, "0") + n.toString(16).padStart(4, "0") + load.toString(16).padStart(16, "0");

/** The nth id of its own of a file. */
export const idOf = (load, n) => `01900000-0000-7000-8000-${load.toString(16).padStart(6, "0")}${n.toString(16).padStart(6, "0")}`;

/** Writes a field of a row. */
export const write = (row, field, value, stamp) => Object.assign(row, { [field]: value, stamps: { ...row.stamps, [field]: stamp } });

/** A file like `text`, changed by page load `load`: change(tables, stamp), where stamp(n) is its nth stamp. */
export function changed(text, load, change) {
  const file = JSON.parse(text);
  delete file.counts;
  delete file.sha256;
  change(file.tables, (n) => stampOf(load, n));
  return Buffer.from(JSON.stringify(file));
}

/** The file of rep number n, who entered his name and a customer of his. */
export function repFile(text, n) {
  const load = 0xa0 + n;
  return changed(text, load, (tables, stamp) => {
    tables.rep.push({ id: idOf(load, 1), name: `Rep ${n}`, stamp: stamp(1) });
    tables.customer.push({ id: idOf(load, 2), name: `New ${n}`, owner: idOf(load, 1), stamp: stamp(2) });
  });
}

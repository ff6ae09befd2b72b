// Chance that can be repeated: every action draws from numbers of its own, made of the seed and its number, so that what one action drew does
// not shift what the next one does.

const texts = [
  "回访客户", "发送报价", "Call back", "已确认预算", "Needs an offer by Friday", "张工", "Ünïcode 名称", "<b>bold</b> & co", "=1+1", "  两端空格  ",
  "一个很长的名称".repeat(12), "🙂 emoji", "العربية", "O'Neil \"quoted\"", "第一行，第二段；完",
];

export class Chance {
  #state;

  constructor(seed, number = 0) {
    this.#state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35)) >>> 0;
    for (let i = 0; i < 4; i++) this.next();
  }

  /** From 0 to 1, without 1 (mulberry32). */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to `n` − 1. */
  below(n) {
    return Math.floor(this.next() * n);
  }

  /** True once in `n` times. */
  onceIn(n) {
    return this.below(n) === 0;
  }

  /** One of a list; undefined if it is empty. */
  of(list) {
    return list[this.below(list.length)];
  }

  /** One of a list whose elements say in `weight` how often they come. */
  weighed(list) {
    let at = this.next() * list.reduce((sum, { weight }) => sum + weight, 0);
    return list.find(({ weight }) => (at -= weight) < 0) ?? list.at(-1);
  }

  /** What somebody might type. */
  text() {
    return this.of(texts);
  }

  /** An amount as people type it. */
  amount() {
    return this.of([`${this.below(900_000) + 1}`, `${this.below(90) + 1}万`, `${this.below(9_000)}.${this.below(90) + 10}`, "1,234,567"]);
  }

  /** What may be typed into a field of a form, by its name and kind. */
  value({ name, type }) {
    if (type === "date") return this.day();
    if (type === "datetime-local") return `${this.day()}T10:30`;
    if (/amount|price|base|stretch|challenge|budget|part/.test(name)) return this.amount();
    if (/probability|discount|share|score|growth/.test(name)) return this.onceIn(20) ? "often" : `${this.below(101)}`;
    if (/minutes|quantity/.test(name)) return `${this.below(200) + 1}`;
    if (/phone|mobile/.test(name)) return `139${`${this.below(1e8)}`.padStart(8, "0")}`;
    if (/mail/.test(name)) return `a${this.below(1e6)}@example.com`;
    if (type === "number") return `${this.below(100)}`;
    return `${this.text()} ${this.below(10_000)}`;
  }

  /** A day of this year or the next, as a date field takes it. */
  day() {
    const at = new Date(Date.now() + (this.below(240) - 120) * 86_400_000);
    return at.toISOString().slice(0, 10);
  }
}

#!/usr/bin/env python3
"""The figures of the sample data, calculated anew from their definitions in DESIGN.md and ARCHITECTURE.md, not from our code.

    cargo run --example dump -- M 1 2026-11-21 zh | python3 tests/reference/figures.py > tests/reference/sample_m.json

Only the standard library is needed: sums, rates and survival curves are exact fractions. Where lifelines and statsmodels are
installed, every survival curve and every interval is also calculated by them, and the script stops if they disagree.
Made with Python 3.11.7, lifelines 0.30.3, statsmodels 0.15.0. tests/figures.rs compares.

Where definitions leave something open, the decision taken is named here as in the docs of src/analysis.
"""
import collections, datetime, hashlib, json, math, sys
from fractions import Fraction

try:
    from lifelines import KaplanMeierFitter
except ImportError:
    KaplanMeierFitter = None
try:
    from statsmodels.stats.proportion import proportion_confint
except ImportError:
    proportion_confint = None

TODAY = datetime.date(2026, 11, 21)
ALWAYS = ("1900-01-01", "2199-12-31")
YEAR = ("2026-01-01", "2026-12-31")

tables = collections.defaultdict(dict)
for line in sys.stdin:
    row = json.loads(line)
    if not row.get("deleted"):
        tables[row["table"]][row["id"]] = row


def day(text):
    """Business dates carry a time where it is known; figures look at days."""
    return datetime.date.fromisoformat(text[:10]) if text else None


def within(date, period):
    return date is not None and day(period[0]) <= date <= day(period[1])


def half_up(fraction):
    return math.floor(fraction + Fraction(1, 2))


def half_away(fraction):
    return half_up(fraction) if fraction >= 0 else -half_up(-fraction)


def digest(ids):
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()[:16]


# ---- money: the rate of a day is that of the latest row not after it ----------------------------------------------------------

WORKSPACE = next(iter(tables["settings"].values()))
HOME = WORKSPACE["currency"]
DIGITS = collections.defaultdict(lambda: 2, JPY=0, KRW=0)


def convert(money, date):
    """Minor units of the workspace's currency, rounded per amount, half away from zero; None without a rate."""
    if money["currency"] == HOME:
        return money["minor"]
    rates = [r for r in tables["rate"].values() if r["currency"] == money["currency"] and day(r["date"]) <= date]
    if not rates:
        return None
    rate = Fraction(max(rates, key=lambda r: (r["date"], r["id"]))["rate"])
    return half_away(money["minor"] * rate * 10 ** DIGITS[HOME] / 10 ** DIGITS[money["currency"]])


def total(parts):
    """parts: (deal, day of the rate, weight in per cent). Rounded once."""
    amounts = [(convert(d["amount"], on), weight) for d, on, weight in parts if "amount" in d]
    return half_away(sum(Fraction(a * w, 100) for a, w in amounts if a is not None))


# ---- deals: state and history follow from the stage changes -------------------------------------------------------------------

PIPELINE = min(tables["pipeline"].values(), key=lambda p: (p.get("order", ""), p["id"]))["id"]
PHASES = ["lead", "open", "won", "after"]
STAGES = sorted((s for s in tables["stage"].values() if s["pipeline"] == PIPELINE),
                key=lambda s: (PHASES.index(s["phase"]), s.get("order", ""), s["id"]))
RANK = {s["id"]: i for i, s in enumerate(STAGES)}
WON = next(i for i, s in enumerate(STAGES) if s["phase"] == "won")

changes = collections.defaultdict(list)
for change in tables["stage_change"].values():
    changes[change["deal"]].append(change)

for d in tables["deal"].values():
    # By date, then stamp; the rows of sample data share one stamp, so then by id. Unknown dates come first.
    steps = sorted(changes[d["id"]], key=lambda c: (c.get("at", "")[:10], c["id"]))
    d["steps"] = [(day(c.get("at")), c["to"], c["state"]) for c in steps]
    d["state"] = d["steps"][-1][2]
    d["at"] = d["steps"][-1][1]
    d["made"] = day(d.get("created"))
    d["closed"] = None
    if d["state"] != "open":
        # The last close counts: the first change of the last unbroken run of this state. Its day is the outcome's.
        first = len(d["steps"])
        while first > 0 and d["steps"][first - 1][2] == d["state"]:
            first -= 1
        outcome = d.get("outcome")
        d["closed"] = day(outcome.get("date")) if outcome and outcome["kind"] == d["state"] else d["steps"][first][0]
        d["steps"][first] = (d["closed"],) + d["steps"][first][1:]
    shares = d.get("credit") or []
    # Responsible: once won, the largest share of the frozen credit (the first of equals); otherwise the owner.
    if d["state"] == "won" and shares:
        lead_share = max(shares, key=lambda s: s["percent"])
        d["rep"], d["team"] = lead_share["rep"], lead_share.get("team")
    else:
        d["rep"], d["team"] = d.get("owner"), None
    if d["team"] is None and d["rep"]:
        d["team"] = tables["rep"][d["rep"]].get("team")
    d["lines"] = []
for line in tables["deal_line"].values():
    tables["deal"][line["deal"]]["lines"].append(line)
DEALS = list(tables["deal"].values())
LEADS = list(tables["lead"].values())


def in_progress(d):
    return d["state"] == "open" and STAGES[RANK[d["at"]]]["phase"] == "open"


def probability(d):
    if d["state"] != "open":
        return 100 if d["state"] == "won" else 0
    return d["probability"] if "probability" in d else STAGES[RANK[d["at"]]].get("probability", 0)


# ---- statistics ---------------------------------------------------------------------------------------------------------------

def wilson(k, n):
    """95 % Wilson score interval in permille; None below five cases."""
    if n < 5:
        return None
    z = 1.959963984540054
    p = k / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = max(centre - half, 0.0), min(centre + half, 1.0)
    if proportion_confint:
        theirs = proportion_confint(k, n, alpha=0.05, method="wilson")
        assert abs(theirs[0] - low) < 1e-12 and abs(theirs[1] - high) < 1e-12, (k, n)
    return [math.floor(low * 1000 + 0.5), math.floor(high * 1000 + 0.5)]


def survival(spans):
    """Kaplan–Meier with exact fractions: [n, events, median, p75]; a quantile that is not reached is written '> longest'."""
    if not spans:
        return None
    alive, quantiles, curve = Fraction(1), {}, {}
    for t in sorted({days for days, _ in spans}):
        at_risk = sum(1 for days, _ in spans if days >= t)
        events = sum(1 for days, ended in spans if days == t and ended)
        alive *= 1 - Fraction(events, at_risk)
        curve[t] = alive
        for name, level in (("median", Fraction(1, 2)), ("p75", Fraction(1, 4))):
            if alive <= level:
                quantiles.setdefault(name, t)
    if KaplanMeierFitter:
        theirs = KaplanMeierFitter().fit([d for d, _ in spans], [e for _, e in spans])
        for t, s in curve.items():
            assert abs(theirs.predict(t) - float(s)) < 1e-9, (t, s)
    longest = max(days for days, _ in spans)
    return [len(spans), sum(e for _, e in spans)] + [quantiles.get(q, f"> {longest}") for q in ("median", "p75")]


def mean_median(days):
    if not days:
        return [0, None, None]
    days = sorted(days)
    middle = Fraction(days[(len(days) - 1) // 2] + days[len(days) // 2], 2)
    return [len(days), half_up(Fraction(sum(days), len(days)) * 10), int(middle * 10)]


# ---- funnel -------------------------------------------------------------------------------------------------------------------

def way(d):
    """Positions and days of a deal, wins that were taken back left out, after-sales counted as the won stage."""
    last_other = max((i for i, s in enumerate(d["steps"]) if s[2] != "won"), default=-1)
    found = []
    for i, (at, to, state) in enumerate(d["steps"]):
        if state == "won" and i > last_other:
            found.append((at, WON))
        elif state != "won" and RANK[to] < WON:
            found.append((at, RANK[to]))
    return found


def entering(found, s):
    """The index of the first step that enters stage s or jumps over it; None if there is none."""
    for i, (_, to) in enumerate(found):
        if to == s or (i > 0 and found[i - 1][1] < s < to):
            return i
    return None


def tree(team):
    """A team and all teams below it."""
    found, grown = {team}, True
    while grown:
        more = {t["id"] for t in tables["team"].values() if t.get("parent") in found} - found
        found, grown = found | more, bool(more)
    return found


def takes(d, choose):
    customer = tables["customer"].get(d["customer"], {})
    return (choose.get("rep") in (None, d["rep"]) and ("team" not in choose or d["team"] in tree(choose["team"]))
            and choose.get("region") in (None, customer.get("region")) and choose.get("tier") in (None, customer.get("tier"))
            and choose.get("source") in (None, d.get("source"))
            and ("product" not in choose or any(l["product"] == choose["product"] for l in d["lines"])))


def takes_lead(l, choose):
    if "product" in choose or "tier" in choose:
        return False
    team = tables["rep"][l["owner"]].get("team") if "owner" in l else None
    return (choose.get("rep") in (None, l.get("owner")) and ("team" not in choose or team in tree(choose["team"]))
            and choose.get("region") in (None, l.get("region")) and choose.get("source") in (None, l.get("source"))
            and l.get("pipeline", PIPELINE) == PIPELINE)


def funnel(period, choose={}):
    rows = []
    for s, stage in enumerate(STAGES[:WON + 1]):
        found = collections.defaultdict(list)
        direct = 0
        if stage["phase"] == "lead":
            for l in LEADS:
                if takes_lead(l, choose):
                    if "created" not in l:
                        found["unknown"].append(l["id"])
                    elif within(day(l["created"]), period):
                        kind = {"converted": "advanced", "invalid": "invalid"}.get(l.get("status"), "open")
                        found[kind].append(l["id"])
            direct = len(found["advanced"]) + len(found["open"])
        else:
            for d in DEALS:
                steps = way(d)
                i = entering(steps, s)
                if i is None or not takes(d, choose):
                    continue
                if steps[i][0] is None:
                    found["unknown"].append(d["id"])
                elif within(steps[i][0], period):
                    if d["state"] == "invalid":
                        kind = "invalid"
                    elif any(to > s for _, to in steps[i:]):
                        kind = "advanced"
                    else:
                        kind = "lost" if d["state"] == "lost" else "open"
                    found[kind].append(d["id"])
                    direct += kind != "invalid" and i == 0 and steps[0][1] == s
        n = sum(len(found[k]) for k in ("advanced", "lost", "open"))
        rows.append({"stage": stage["id"], "n": n, "direct": direct,
                     **{k: len(found[k]) for k in ("advanced", "lost", "open", "invalid", "unknown")},
                     "interval": None if s == WON else wilson(len(found["advanced"]), n),
                     "ids": digest(found["advanced"] + found["lost"] + found["open"])})
    # The bottleneck: the lowest conversion of at least five cases, the earliest of equals.
    rates = [(Fraction(r["advanced"], r["n"]), i) for i, r in enumerate(rows[:WON]) if r["n"] >= 5]
    return {"rows": rows, "bottleneck": min(rates)[1] if rates else None}


def snapshot(period):
    rows = []
    for s, stage in enumerate(STAGES[:WON + 1]):
        if stage["phase"] == "lead":
            here = [l for l in LEADS if l.get("status") not in ("converted", "invalid")]
            rows.append({"n": len(here), "sum": 0})
        elif s == WON:
            here = [d for d in DEALS if d["state"] == "won" and within(d["closed"], period)]
            rows.append({"n": len(here), "sum": total((d, d["closed"], 100) for d in here)})
        else:
            here = [d for d in DEALS if d["state"] == "open" and RANK[d["at"]] == s]
            rows.append({"n": len(here), "sum": total((d, TODAY, 100) for d in here)})
    return rows


# ---- win rate -----------------------------------------------------------------------------------------------------------------

def win_rate(period, choose={}):
    decided = [d for d in DEALS if d["state"] in ("won", "lost") and within(d["closed"], period) and takes(d, choose)]
    won = [d["id"] for d in decided if d["state"] == "won"]
    n = len(decided)
    return {"n": n, "won": len(won), "permille": half_up(Fraction(1000 * len(won), n)) if n >= 5 else None,
            "interval": wilson(len(won), n), "ids": digest(won)}


def win_cohort(period):
    states = collections.Counter(d["state"] for d in DEALS if within(d["made"], period))
    return [states[s] for s in ("won", "lost", "open", "invalid")]


# ---- times --------------------------------------------------------------------------------------------------------------------

def stage_times(period, choose={}):
    rows = []
    for s, stage in enumerate(STAGES[:WON]):
        visits = []
        if stage["phase"] == "lead":
            for l in LEADS:
                if takes_lead(l, choose):
                    over = l.get("status") in ("converted", "invalid")
                    visits.append((day(l.get("created")), over, day(l.get("closed")) if over else TODAY))
        else:
            for d in DEALS:
                if not takes(d, choose):
                    continue
                since, here = None, False
                for at, to, state in d["steps"]:
                    stays = state == "open" and RANK[to] == s
                    if here and not stays:
                        visits.append((since, True, at))
                    if stays and not here:
                        since = at
                    here = stays
                if here:
                    visits.append((since, False, TODAY))
        usable = [(a, ended, b) for a, ended, b in visits if a and b and b >= a]
        rows.append({"left_out": len(visits) - len(usable),
                     "km": survival([((b - a).days, ended) for a, ended, b in usable if within(a, period)])})
    return rows


def times(period, choose={}):
    deal_of = {}
    for d in sorted(DEALS, key=lambda d: d["id"]):
        if "lead" in d:
            deal_of.setdefault(d["lead"], d)
    lead, cycle, whole = ([], []), ([], []), ([], [])

    def take(figure, begun, end, ended, won):
        if begun is None or (ended and (end is None or end < begun)) or begun > TODAY:
            return
        if won and within(end, period):
            figure[0].append((end - begun).days)
        if within(begun, period):
            figure[1].append((((end if ended else TODAY) - begun).days, ended))

    for d in DEALS:
        if takes(d, choose) and d["state"] != "invalid":
            take(cycle, d["made"], d["closed"], d["state"] != "open", d["state"] == "won")
    for l in LEADS:
        begun, status = day(l.get("created")), l.get("status")
        if takes_lead(l, choose) and status != "invalid":
            take(lead, begun, day(l.get("closed")), status == "converted", status == "converted")
        its = tables["deal"].get(l.get("deal")) or deal_of.get(l["id"])
        if status == "converted" and its:
            if takes(its, choose) and its["state"] != "invalid":
                take(whole, begun, its["closed"], its["state"] != "open", its["state"] == "won")
        elif status not in ("converted", "invalid") and takes_lead(l, choose):
            take(whole, begun, None, False, False)
    return {name: {"done": mean_median(f[0]), "decision": survival(f[1])}
            for name, f in (("lead", lead), ("cycle", cycle), ("total", whole))}


# ---- forecast -----------------------------------------------------------------------------------------------------------------

def forecast(period):
    won = [d for d in DEALS if d["state"] == "won" and within(d["closed"], period)]
    going = [d for d in DEALS if in_progress(d)]
    overdue = [d for d in going if "expected_close" in d and day(d["expected_close"]) < TODAY]
    undated = [d for d in going if "expected_close" not in d]
    due = [d for d in going if "expected_close" in d and day(d["expected_close"]) >= TODAY
           and within(day(d["expected_close"]), period)]
    weigh = lambda deals: [len(deals), total((d, TODAY, 100) for d in deals), total((d, TODAY, probability(d)) for d in deals)]
    won_sum, due_w = total((d, d["closed"], 100) for d in won), weigh(due)
    amounts = [(convert(d["amount"], TODAY) or 0, Fraction(probability(d), 100)) for d in due if "amount" in d]
    sigma = math.sqrt(float(sum(a * a * p * (1 - p) for a, p in amounts)))
    middle, half = won_sum + due_w[2], round(1.959963984540054 * sigma)
    return {"won": [len(won), won_sum], "due": due_w, "overdue": weigh(overdue), "undated": weigh(undated), "forecast": middle,
            "low": max(middle - half, won_sum), "high": min(middle + half, won_sum + due_w[1])}


def velocity(period):
    going = [d for d in DEALS if in_progress(d)]
    won = [d for d in DEALS if d["state"] == "won" and within(d["closed"], period)]
    lost = [d for d in DEALS if d["state"] == "lost" and within(d["closed"], period)]
    amounts = [a for a in (convert(d["amount"], d["closed"]) for d in won if "amount" in d) if a is not None]
    days = [(d["closed"] - d["made"]).days for d in won if d["made"] and d["closed"] >= d["made"]]
    mean, cycle = Fraction(sum(amounts), len(amounts)), Fraction(sum(days), len(days))
    rate = Fraction(len(won), len(won) + len(lost))
    return {"open": len(going), "rate": [len(won), len(won) + len(lost)], "mean_won": half_away(mean),
            "cycle_tenths": half_up(cycle * 10), "per_day": half_away(len(going) * rate * mean / cycle)}


def measured():
    """Per open stage: of the deals that ever entered it and are decided, those won; the rate from twenty decided on."""
    rows = []
    for s, stage in enumerate(STAGES[:WON]):
        if stage["phase"] == "open":
            decided = [d["state"] for d in DEALS if d["state"] in ("won", "lost") and entering(way(d), s) is not None]
            k, n = decided.count("won"), len(decided)
            rows.append([stage["probability"], k, n, half_up(Fraction(100 * k, n)) if n >= 20 else None])
    return rows


# ---- goals --------------------------------------------------------------------------------------------------------------------

MILLION = 1_000_000
CALL, VISIT = "00000000-0000-8000-8000-000000120001", "00000000-0000-8000-8000-000000120002"
week = WORKSPACE.get("week", {})
calendar = WORKSPACE.get("calendar", {})


def works(date):
    exception = calendar.get(date.isoformat())
    if exception in ("on", "off"):
        return exception == "on"
    return week.get(str(date.isoweekday()), date.isoweekday() <= 5)


def working_days(first, last):
    return sum(works(first + datetime.timedelta(i)) for i in range((last - first).days + 1))


def credit(d):
    """(rep, team, per cent): the frozen credit, or the owner whole where there is none."""
    team = lambda rep: tables["rep"][rep].get("team")
    if d.get("credit"):
        return [(s["rep"], s.get("team") or team(s["rep"]), s["percent"]) for s in d["credit"]]
    return [(d["owner"], team(d["owner"]), 100)] if "owner" in d else []


def buyer(activity):
    for about in activity.get("about", []):
        (table, target), = about.items()
        row = tables[table].get(target)
        if row and table == "customer":
            return row
        if row and table in ("deal", "contact"):
            return tables["customer"].get(row["customer"])
    return {}


def entries(measure):
    """(day, who, per-cent shares, customer, value in millionths, deal)."""
    alone = lambda rep: [(rep, tables["rep"][rep].get("team"), 100)] if rep else []
    if measure in ("revenue", "units", "deals_won", "customers_won"):
        first = {}
        for d in DEALS:
            if d["state"] != "won" or d["closed"] is None:
                continue
            customer = tables["customer"].get(d["customer"], {})
            if measure == "revenue":
                minor = convert(d["amount"], d["closed"]) if "amount" in d else None
                value = None if minor is None else minor * MILLION // 10 ** DIGITS[HOME]
            elif measure == "units":
                value = int(sum(Fraction(l["quantity"]) for l in d["lines"]) * MILLION)
            else:
                value = MILLION
            entry = (d["closed"], d["id"], credit(d), customer, value, d)
            if measure != "customers_won":
                yield entry
            elif customer:
                first.setdefault(customer["id"], entry)
                first[customer["id"]] = min(first[customer["id"]], entry, key=lambda e: e[:2])
        yield from ((e[0], c) + e[2:] for c, e in first.items())
    elif measure == "customers_added":
        for c in tables["customer"].values():
            if "created" in c:
                yield day(c["created"]), c["id"], alone(c.get("owner")), c, MILLION, None
    else:
        for a in tables["activity"].values():
            if a["kind"] == (VISIT if measure == "visits" else CALL) and "at" in a:
                yield day(a["at"]), a["id"], alone(a.get("rep")), buyer(a), MILLION, None


ENTRIES = {m: list(entries(m)) for m in
           ("revenue", "units", "deals_won", "customers_added", "customers_won", "visits", "calls")}


def done(measure, first, last, scope):
    teams = tree(scope["team"]) if "team" in scope else None
    hundredths, ids = 0, []
    for date, who, shares, customer, value, _ in ENTRIES[measure]:
        if not first <= date <= last or value is None:
            continue
        if any(k in scope and customer.get(k) != scope[k] for k in ("region", "group")):
            continue
        percent = 100
        if "rep" in scope or teams:
            percent = sum(p for rep, team, p in shares
                          if scope.get("rep", rep) == rep and (teams is None or team in teams))
        if percent:
            hundredths += value * percent
            ids.append(who)
    return half_away(Fraction(hundredths, 100)), ids


def pace(goal):
    first, last = day(goal["from"]), day(goal["to"])
    scope = {k: goal[k] for k in ("rep", "team", "region", "group") if k in goal}
    base = int(Fraction(goal["base"]) * MILLION)
    value, ids = done(goal["measure"], first, last, scope)
    # A day is elapsed once it is over; today is one of the days left.
    yesterday = TODAY - datetime.timedelta(1)
    all_days, elapsed = working_days(first, last), working_days(first, min(last, yesterday))
    left = all_days - elapsed
    before = value if left == 0 else done(goal["measure"], first, min(last, yesterday), scope)[0]
    return {"goal": goal["id"], "done": value, "n": len(ids), "days": [all_days, elapsed, left],
            "attainment": half_away(Fraction(1000 * value, base)) if base > 0 else None,
            "expected": half_away(Fraction(base * elapsed, all_days)) if all_days else None,
            "run_rate": max(value, half_away(Fraction(before * all_days, elapsed))) if elapsed else None,
            "needed": math.ceil(Fraction(max(base - value, 0), left)) if left else None}


# ---- all of it ----------------------------------------------------------------------------------------------------------------

some_rep, some_team, some_product = (min(tables[t]) for t in ("rep", "team", "product"))
some_region = min(c["region"] for c in tables["customer"].values() if "region" in c)
some_tier = min(c["tier"] for c in tables["customer"].values() if "tier" in c)
some_source = min(d["source"] for d in DEALS if "source" in d)
CHOICES = {"rep": some_rep, "team": some_team, "product": some_product, "region": some_region, "tier": some_tier,
           "source": some_source}
THIRD = ("2026-07-01", "2026-09-30")
name = lambda period: "..".join(period)
months = [(f"2026-{m:02}-01", f"2026-{m:02}-{(datetime.date(2026, m, 28) + datetime.timedelta(4)).replace(day=1) - datetime.timedelta(1):%d}")
          for m in range(1, 12)]
goals = sorted((g for g in tables["goal"].values()
                if day(g["from"]) <= TODAY <= day(g["to"]) or g["to"] == "2026-10-31"), key=lambda g: g["id"])

result = {
    "counts": {t: len(rows) for t, rows in sorted(tables.items())},
    "choices": CHOICES,
    "funnel": {name(p): funnel(p) for p in (THIRD, YEAR, ALWAYS)},
    "funnel_by": {k: funnel(YEAR, {k: v}) for k, v in CHOICES.items()},
    "snapshot": snapshot(YEAR),
    "win_rate": {name(p): win_rate(p) for p in months + [YEAR, ALWAYS]},
    "win_rate_by": {k: win_rate(YEAR, {k: v}) for k, v in CHOICES.items()},
    "win_rate_by_rep": {r: win_rate(YEAR, {"rep": r}) for r in sorted(tables["rep"])},
    "win_cohort": {name(p): win_cohort(p) for p in (THIRD, YEAR, ALWAYS)},
    "stage_times": {name(p): stage_times(p) for p in (THIRD, YEAR, ALWAYS)},
    "stage_times_rep": stage_times(ALWAYS, {"rep": some_rep}),
    "times": {name(p): times(p) for p in (THIRD, YEAR)},
    "times_by_rep": {r: times(YEAR, {"rep": r}) for r in sorted(tables["rep"])},
    "forecast": {name(p): forecast(p) for p in (("2026-11-01", "2026-11-30"), ("2026-10-01", "2026-12-31"), YEAR)},
    "velocity": velocity(YEAR),
    "measured": measured(),
    "done": {m: [done(m, day(p[0]), day(p[1]), s)[0]
                 for p in (THIRD, YEAR) for s in ({}, {"team": some_team}, {"rep": some_rep}, {"region": some_region})]
             for m in ENTRIES},
    "goals": [pace(g) for g in goals],
}


def write(value, depth=0):
    """Readable and comparable: one line per innermost record."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or len(flat) <= 240:
        return flat
    pad = "  " * (depth + 1)
    if isinstance(value, dict):
        inner = [f"{pad}{json.dumps(k)}: {write(v, depth + 1)}" for k, v in value.items()]
    else:
        inner = [pad + write(v, depth + 1) for v in value]
    open_, close = "{}" if isinstance(value, dict) else "[]"
    return open_ + "\n" + ",\n".join(inner) + "\n" + "  " * depth + close


print(write(result))

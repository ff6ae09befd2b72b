#!/usr/bin/env python3
"""Working days of China's years, counted day by day from the notices of the State Council's general office, typed in by hand here.

    python3 tests/reference/working_days.py > tests/reference/working_days.json

tests/holidays.rs compares: public/holidays.json comes from a package, and src/analysis/calendar.rs counts by weeks. Only the standard library is needed.
"""
import datetime, json

# First and last day of each holiday, and the days of weekends that are worked instead.
NOTICES = {
    # 国办发明电〔2023〕7 号
    2024: (
        ["01-01 01-01", "02-10 02-17", "04-04 04-06", "05-01 05-05", "06-08 06-10", "09-15 09-17", "10-01 10-07"],
        ["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"],
    ),
    # 国办发明电〔2024〕12 号
    2025: (
        ["01-01 01-01", "01-28 02-04", "04-04 04-06", "05-01 05-05", "05-31 06-02", "10-01 10-08"],
        ["01-26", "02-08", "04-27", "09-28", "10-11"],
    ),
    # 国办发明电〔2025〕7 号
    2026: (
        ["01-01 01-03", "02-15 02-23", "04-04 04-06", "05-01 05-05", "06-19 06-21", "09-25 09-27", "10-01 10-07"],
        ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
    ),
}


def months(year):
    date = lambda text: datetime.date.fromisoformat(f"{year}-{text}")
    holidays, worked = NOTICES[year]
    off = [tuple(map(date, text.split())) for text in holidays]
    on = {date(text) for text in worked}
    works = lambda day: day in on or (day.weekday() < 5 and not any(a <= day <= b for a, b in off))
    first = datetime.date(year, 1, 1)
    days = [first + datetime.timedelta(n) for n in range(366) if (first + datetime.timedelta(n)).year == year]
    return [sum(works(day) for day in days if day.month == month) for month in range(1, 13)]


print(json.dumps({str(year): months(year) for year in NOTICES}))

//! Words of the calendar and the clock, used by `format`.

use crate::text::Text;

words! {
    TODAY: "今天", "today";
    TOMORROW: "明天", "tomorrow";
    YESTERDAY: "昨天", "yesterday";
    IN_DAYS: "{n} 天后", "in {n} {n|day|days}";
    DAYS_AGO: "{n} 天前", "{n} {n|day|days} ago";
    DAYS_OVERDUE: "逾期 {n} 天", "{n} {n|day|days} overdue";
    DAYS: "{n} 天", "{n} {n|day|days}";
    WORKING_DAYS: "{n} 个工作日", "{n} working {n|day|days}";
    MINUTES: "{n} 分钟", "{n} min";
    HOURS: "{h} 小时", "{h} h";
    HOURS_MINUTES: "{h} 小时 {n} 分钟", "{h} h {n} min";

    MONDAY: "星期一", "Monday";
    TUESDAY: "星期二", "Tuesday";
    WEDNESDAY: "星期三", "Wednesday";
    THURSDAY: "星期四", "Thursday";
    FRIDAY: "星期五", "Friday";
    SATURDAY: "星期六", "Saturday";
    SUNDAY: "星期日", "Sunday";
    MON: "周一", "Mon";
    TUE: "周二", "Tue";
    WED: "周三", "Wed";
    THU: "周四", "Thu";
    FRI: "周五", "Fri";
    SAT: "周六", "Sat";
    SUN: "周日", "Sun";

    JANUARY: "一月", "January";
    FEBRUARY: "二月", "February";
    MARCH: "三月", "March";
    APRIL: "四月", "April";
    MAY: "五月", "May";
    JUNE: "六月", "June";
    JULY: "七月", "July";
    AUGUST: "八月", "August";
    SEPTEMBER: "九月", "September";
    OCTOBER: "十月", "October";
    NOVEMBER: "十一月", "November";
    DECEMBER: "十二月", "December";
}

/// The months by name, January first.
pub const MONTHS: [Text; 12] =
    [JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER];

/// The days of the week by full name, Monday first.
pub const WEEKDAYS: [Text; 7] = [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY];

/// The days of the week in short, Monday first.
pub const WEEKDAYS_SHORT: [Text; 7] = [MON, TUE, WED, THU, FRI, SAT, SUN];

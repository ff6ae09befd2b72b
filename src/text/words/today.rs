//! Today: what a rep should do next.

words! {
    TITLE: "今天", "Today";
    TASKS_OVERDUE: "已逾期的任务", "Overdue tasks";
    TASKS_TODAY: "今天的任务", "Tasks for today";
    TASKS_NEXT: "接下来七天", "The next seven days";
    DEALS_NO_NEXT: "没有下一步的商机", "Deals without a next step";
    DEALS_ROTTING: "停滞的商机", "Idle deals";
    DEALS_LATE: "预计成交日已过的商机", "Deals past their expected close";
    BIRTHDAYS: "本周生日", "Birthdays this week";
    BIRTHDAY_ON: "{name} · {date}", "{name} · {date}";
    MY_GOALS: "我的目标", "My goals";
    NEW_LEADS: "未跟进的线索", "Leads not worked on";
    ALL_DONE: "今天的事都做完了。", "All done for today.";
    NOTHING_DUE: "今天没有到期的任务。", "No task is due today.";
    WHO_AM_I: "先告诉漏斗您是谁，这里才能显示您自己的任务和目标。", "Say who you are, so that your own tasks and goals can be shown here.";
    SHOW_ALL_REPS: "查看所有人", "Show everybody's";
    TASKS_UNDATED: "没有日期的任务", "Tasks without a date";
    I_AM: "我是", "I am";
    EVERYBODY: "所有人", "Everybody";
    GOAL_OF: "{done} / {goal}", "{done} of {goal}";
    GOAL_LABEL: "{name}：已完成 {percent}", "{name}: {percent} done";
    NO_GOALS: "现在没有进行中的目标。", "No goal runs today.";
    ADD_TASK: "添加任务", "Add task";
    RESCHEDULE: "改期", "Reschedule";
    TO_TOMORROW: "改到明天", "To tomorrow";
    TO_NEXT_WEEK: "改到下周一", "To next Monday";
}

/// The fixed words of deadlines and calendars; see `Word`.
package enum DeadlineWord: String, Words {
    case deadlinesTitle, deadlinesLead, rulesOfDay, rulesNone
    case columnRule, columnLimit, columnSource, columnStep, columnNotice
    case countHeading, countDeadline, fieldStart, hintStart, fieldExtended, fieldOtherDay, showRules
    case limitExtension, limitWorkingDays, limitCalendarDays, limitMonths, limitYears
    case limitWorkingHours, limitUrgentHours, limitWorkingMinutes, limitUrgentMinutes, amountNone
    case weekdayMonday, weekdayTuesday, weekdayWednesday, weekdayThursday
    case weekdayFriday, weekdaySaturday, weekdaySunday
    case stampProvisional, deadlineProvisional, deadlineFinal
    case deadlineRecount, deadlineMoved, deadlineConfirmed, deadlineNotices, deadlineNoticesNone
    case noticeOfYear, noticeMissing
    case sumHeading, sumStart, sumStartHours, sumWeekend, sumOff, sumMakeup, sumPause, sumCounted
    case sumExtended, sumExtensionCounted, sumMoved, sumEnds, sumStands
    case pauseSuspension, pauseAwaitingParty, pauseHearing
    case calendarTitle, calendarLead, calendarAsOf, calendarOthers, calendarTotal
    case columnMonth, columnWorkingDays, columnDaysOff, columnMakeupDays
}

extension DeadlineWord {
    package var zh: String {
        switch self {
        case .deadlinesTitle: "期限"
        case .deadlinesLead: "各类事项的办理期限及计算过程。"
        case .rulesOfDay: "{1}有效的规则"
        case .rulesNone: "目录在这一天没有期限规则。"
        case .columnRule: "规则"
        case .columnLimit: "时限"
        case .columnSource: "依据"
        case .columnStep: "步骤"
        case .columnNotice: "放假通知"
        case .countHeading: "计算期限"
        case .countDeadline: "计算"
        case .fieldStart: "起算时间"
        case .hintStart: "按 {1} 的时间。"
        case .fieldExtended: "按最长的延期计算"
        case .fieldOtherDay: "看另一天的规则"
        case .showRules: "查看"
        case .limitExtension: "{1}；可延长 {2}（{3}）"
        case .limitWorkingDays: "{1} 个工作日"
        case .limitCalendarDays: "{1} 日"
        case .limitMonths: "{1} 个月"
        case .limitYears: "{1} 年"
        case .limitWorkingHours: "{1} 个工作时"
        case .limitUrgentHours: "{1} 个紧急工作时"
        case .limitWorkingMinutes: "{1} 分钟工作时间"
        case .limitUrgentMinutes: "{1} 分钟"
        case .amountNone: "零"
        case .weekdayMonday: "星期一"
        case .weekdayTuesday: "星期二"
        case .weekdayWednesday: "星期三"
        case .weekdayThursday: "星期四"
        case .weekdayFriday: "星期五"
        case .weekdaySaturday: "星期六"
        case .weekdaySunday: "星期日"
        case .stampProvisional: "暂定"
        case .deadlineProvisional: "暂定：起算当时，所涉年份的放假通知尚未公布。"
        case .deadlineFinal: "确定"
        case .deadlineRecount: "按现有通知重算"
        case .deadlineMoved: "重算结果为 {1}（{2}）。已定期限不自动变更，是否调整由街道决定。"
        case .deadlineConfirmed: "结果不变，已经确定。"
        case .deadlineNotices: "所用的放假通知"
        case .deadlineNoticesNone: "没有用到日历。"
        case .noticeOfYear: "{1} 年放假通知（{2} 公布）"
        case .noticeMissing: "{1} 年尚无放假通知，按周一至周五计"
        case .sumHeading: "计算过程"
        case .sumStart: "起点，自 {1}起算"
        case .sumStartHours: "起点，即时起算"
        case .sumWeekend: "周末，不计"
        case .sumOff: "放假，不计"
        case .sumMakeup: "调休上班，计入"
        case .sumPause: "中止（{1}），扣除 {2}"
        case .sumCounted: "计满 {1}"
        case .sumExtended: "延长 {1}，自次日起计"
        case .sumExtensionCounted: "延长期 {1}届满"
        case .sumMoved: "最后一日为休息日，顺延至 {1}"
        case .sumEnds: "期限届满，此后为逾期"
        case .sumStands: "仍在中止，尚余 {1}"
        case .pauseSuspension: "挂账"
        case .pauseAwaitingParty: "等待当事人"
        case .pauseHearing: "听证"
        case .calendarTitle: "{1} 年工作日历"
        case .calendarLead: "周一至周五，减去放假，加上调休上班。"
        case .calendarAsOf: "截至 {1} 的通知"
        case .calendarOthers: "本年的其他通知"
        case .calendarTotal: "全年"
        case .columnMonth: "月份"
        case .columnWorkingDays: "工作日"
        case .columnDaysOff: "放假"
        case .columnMakeupDays: "调休上班"
        }
    }
}

extension DeadlineWord {
    package var en: String {
        switch self {
        case .deadlinesTitle: "Deadlines"
        case .deadlinesLead: "Until when things must be done, and how each day is counted."
        case .rulesOfDay: "Rules in force on {1}"
        case .rulesNone: "The catalog has no deadline rules for this day."
        case .columnRule: "Rule"
        case .columnLimit: "Limit"
        case .columnSource: "Source"
        case .columnStep: "Step"
        case .columnNotice: "Holiday notice"
        case .countHeading: "Count a deadline"
        case .countDeadline: "Count"
        case .fieldStart: "Start"
        case .hintStart: "By the time of {1}."
        case .fieldExtended: "Extended by the most that is allowed"
        case .fieldOtherDay: "The rules of another day"
        case .showRules: "Show"
        case .limitExtension: "{1}; may be extended by {2} ({3})"
        case .limitWorkingDays: "{1} working day"
        case .limitCalendarDays: "{1} calendar day"
        case .limitMonths: "{1} month"
        case .limitYears: "{1} year"
        case .limitWorkingHours: "{1} working hour"
        case .limitUrgentHours: "{1} round-the-clock hour"
        case .limitWorkingMinutes: "{1} working minute"
        case .limitUrgentMinutes: "{1} round-the-clock minute"
        case .amountNone: "nothing"
        case .weekdayMonday: "Monday"
        case .weekdayTuesday: "Tuesday"
        case .weekdayWednesday: "Wednesday"
        case .weekdayThursday: "Thursday"
        case .weekdayFriday: "Friday"
        case .weekdaySaturday: "Saturday"
        case .weekdaySunday: "Sunday"
        case .stampProvisional: "Provisional"
        case .deadlineProvisional:
            "Provisional: at the start, the holiday notice of a year that it reaches was not out yet."
        case .deadlineFinal: "Final"
        case .deadlineRecount: "By the notices of today"
        case .deadlineMoved:
            "It would end {1} ({2}). A new notice changes no deadline by itself; the office decides."
        case .deadlineConfirmed: "It ends at the same moment, which is now final."
        case .deadlineNotices: "Holiday notices that decided it"
        case .deadlineNoticesNone: "None: no calendar was looked at."
        case .noticeOfYear: "Notice for {1}, published {2}"
        case .noticeMissing: "No notice for {1} yet: Monday to Friday"
        case .sumHeading: "How it was counted"
        case .sumStart: "The start; counted from {1}"
        case .sumStartHours: "The start; hours run at once"
        case .sumWeekend: "Weekend, not counted"
        case .sumOff: "Off, not counted"
        case .sumMakeup: "Make-up working day, counted"
        case .sumPause: "Paused ({1}), which takes {2}"
        case .sumCounted: "{1} counted in full"
        case .sumExtended: "Extended by {1}, counted from the next day"
        case .sumExtensionCounted: "Extension of {1} counted in full"
        case .sumMoved: "The last day is off, so the end moves to {1}"
        case .sumEnds: "The last moment in time; what comes after is late"
        case .sumStands: "Still paused, with {1} left"
        case .pauseSuspension: "suspended"
        case .pauseAwaitingParty: "waiting for the other party"
        case .pauseHearing: "hearing"
        case .calendarTitle: "Working calendar of {1}"
        case .calendarLead: "Monday to Friday, less the days off, with the make-up days."
        case .calendarAsOf: "as known on {1}"
        case .calendarOthers: "Other notices of the year"
        case .calendarTotal: "Whole year"
        case .columnMonth: "Month"
        case .columnWorkingDays: "Working days"
        case .columnDaysOff: "Days off"
        case .columnMakeupDays: "Make-up days"
        }
    }
}

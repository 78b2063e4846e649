/// The fixed words of what is late, silent, raised or alike; see `Word`.
package enum WatchWord: String, Words {
    case breachTitle, breachLead, breachNone, breachLimit, breachSilence, breachByUnit, breachSince
    case breachRule, breachAsked, breachChecked, breachLimitRule, breachSilenceRule, breachStands
    case breachCount, breachAll, breachLink, breachDate, askedDispatchers, askedVerifiers, askedClosers
    case raisedHeading, raisedLevel, similarHeading, similarStaffHeading, similarLead, similarStaffLead
    case similarRow, similarNear
}

extension WatchWord {
    package var zh: String {
        switch self {
        case .breachTitle: "超期与沉默"
        case .breachLead: "任何事项都不得超过时限，也不得无人过问。凡是超过的，都列在这里，直到有人办理。"
        case .breachNone: "没有。"
        case .breachLimit: "超过时限（{1}）"
        case .breachSilence: "无人过问（{1}）"
        case .breachByUnit: "该由谁办"
        case .breachSince: "自"
        case .breachRule: "依据"
        case .breachAsked: "该由谁办"
        case .breachChecked: "检查时间 {1}。您能看到的未结事项共 {2} 件，逐件核对各类期限，以及街道人员最近一次办理的时间。"
        case .breachLimitRule: "{1}：{2}，止于 {3}"
        case .breachSilenceRule: "{1} 天内应有人办理，最近一次 {2}"
        case .breachStands: "已中止"
        case .breachCount: "{1} 件"
        case .breachAll: "全部"
        case .breachLink: "超期与沉默"
        case .breachDate: "限定日期"
        case .askedDispatchers: "派单岗位"
        case .askedVerifiers: "核查岗位"
        case .askedClosers: "销号岗位"
        case .raisedHeading: "已升级，等待处理"
        case .raisedLevel: "第 {1} 级，自 {2} 起无人处理"
        case .similarHeading: "附近近期已有 {1} 件同类反映"
        case .similarStaffHeading: "可能是同一件事：{1} 件"
        case .similarLead: "如果说的是同一件事，可以不再提交；有编号和口令的，可到“查进度”补充。不是同一件，照常提交即可。"
        case .similarStaffLead: "同一件事请打开原件补充或并入；不是同一件，照常登记即可。"
        case .similarRow: "{1} · {2} · {3} · {4}"
        case .similarNear: "约 {1} 米"
        }
    }

    package var en: String {
        switch self {
        case .breachTitle: "Late and silent"
        case .breachLead:
            "No matter may pass a limit, and none may lie without anybody acting. Whatever does stands here until somebody acts."
        case .breachNone: "None."
        case .breachLimit: "Past a limit ({1})"
        case .breachSilence: "Nobody has acted ({1})"
        case .breachByUnit: "Who is asked"
        case .breachSince: "Since"
        case .breachRule: "Rule"
        case .breachAsked: "Who is asked"
        case .breachChecked:
            "Checked at {1}. Of {2} open matters that you may see, every limit was looked at, and when somebody of the office acted last."
        case .breachLimitRule: "{1}: {2}, until {3}"
        case .breachSilenceRule: "Somebody acts within {1} days; last on {2}"
        case .breachStands: "suspended"
        case .breachCount: "{1} matters"
        case .breachAll: "All"
        case .breachLink: "Late and silent"
        case .breachDate: "a date that was set"
        case .askedDispatchers: "Dispatchers"
        case .askedVerifiers: "Verifiers"
        case .askedClosers: "Whoever strikes off"
        case .raisedHeading: "Gone up a level, nobody has acted"
        case .raisedLevel: "Level {1}, nobody has acted since {2}"
        case .similarHeading: "{1} of the same kind were reported nearby lately"
        case .similarStaffHeading: "Perhaps the same trouble: {1}"
        case .similarLead:
            "If it is the same trouble, you need not send it again; with a number and a code word you can add to it under Follow. If it is another, send it all the same."
        case .similarStaffLead:
            "If it is the same, open that one and add to it or merge. If it is another, record it all the same."
        case .similarRow: "{1} · {2} · {3} · {4}"
        case .similarNear: "some {1} m away"
        }
    }
}

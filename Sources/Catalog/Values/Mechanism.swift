/// What a line of work is made of.
package enum Mechanism: String, CaseIterable, Sendable {
    /// 底册
    case registers
    /// 事项
    case casework
    /// 检查
    case inspection
    /// 监测
    case monitoring
    /// 考核
    case assessment
    /// 服务
    case services
    /// 项目
    case projects
    /// 报告
    case reporting
}

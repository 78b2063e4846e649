import Ledger

/// What answers hold most.
extension JSON {
    static func code(_ code: Code) -> JSON { .string(code.rawValue) }
    static func codes(_ codes: [Code]) -> JSON { .array(codes.map { .code($0) }) }
    static func day(_ day: LocalDay) -> JSON { .string(day.description) }
}

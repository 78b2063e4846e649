import CPostgreSQL
import Foundation
import Ledger

/// How long a connection waits, in seconds.
struct PostgreSQLWaits: Sendable {
    /// For each address that the server's name has; libpq takes no less than 2.
    let connectSeconds = 5
    /// For what another transaction holds.
    let lockSeconds: Int
    /// For the answer to a statement.
    let answerSeconds: Int
}

/// A libpq connection in pipeline mode: statements are sent without waiting for the answers to those before.
///
/// Not shared between threads; the connection's actor holds it.
final class PostgreSQLLink {
    private let handle: OpaquePointer
    private var names: [String: String] = [:]
    /// What the server still owes an answer to, in order.
    private var expected: [Expectation] = []
    private(set) var isBroken = false
    /// Host, port and database.
    let place: String
    private let waits: PostgreSQLWaits

    private enum Expectation {
        case preparation(String)
        case statement
    }

    /// After so many statements the answers are read, so that they cannot fill the socket while we only send.
    private static let pipelineLimit = 200

    init(address: PostgreSQLAddress, waits: PostgreSQLWaits) throws {
        self.waits = waits
        // What the address says wins over what stands before it, and not over what stands behind it.
        let settings = [
            ("application_name", "jiedao"), ("keepalives_idle", "10"),
            ("keepalives_interval", "5"), ("keepalives_count", "3"), ("tcp_user_timeout", "20000"),
            ("dbname", address.text), ("client_encoding", "UTF8"),
            ("connect_timeout", String(waits.connectSeconds)),
        ]
        guard let handle = Self.connect(settings) else { throw StorageError.unreachable("no memory") }
        self.handle = handle
        place = PostgreSQLAddress.place(of: handle)
        guard PQstatus(handle) == CONNECTION_OK else {
            throw StorageError.unreachable("\(address.redacted(Self.message(handle))) (\(place))")
        }
        // Notices (a table exists already) are not worth a line on the server's terminal.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        try check()
        guard PQsetnonblocking(handle, 1) == 0, PQenterPipelineMode(handle) == 1 else {
            throw StorageError.failed(Self.message(handle))
        }
        for setting: SQL in [
            "SELECT set_config('bytea_output', 'hex', false)",
            "SELECT set_config('lock_timeout', \(String(waits.lockSeconds * 1000)), false)",
            // The server ends what we no longer wait for, also where we cannot tell it so.
            "SELECT set_config('statement_timeout', \(String(waits.answerSeconds * 1000)), false)",
            "SELECT set_config('client_connection_check_interval', '5000', false)",
            // Compiling a statement would take longer than any of ours; a search looks expensive before it is run.
            "SELECT set_config('jit', 'off', false)",
            // Room for the rows that an index of a search takes in at once; with less it takes them in pieces, at twice the cost.
            "SELECT set_config('work_mem', '32MB', false)",
            // A writer that vanished must not keep the ledger's head for ever.
            "SELECT set_config('idle_in_transaction_session_timeout', '60000', false)",
        ] { _ = try rows(setting) }
        // Without a sync point the statements so far and the first BEGIN would share one implicit transaction.
        try synchronise()
    }

    deinit { PQfinish(handle) }

    private static func connect(_ settings: [(String, String)]) -> OpaquePointer? {
        let names = settings.map { strdup($0.0) } + [nil]
        let values = settings.map { strdup($0.1) } + [nil]
        defer { for pointer in names + values { free(pointer) } }
        let constantNames = names.map { UnsafePointer($0) }
        let constantValues = values.map { UnsafePointer($0) }
        return PQconnectdbParams(constantNames, constantValues, 1)
    }

    private func check() throws {
        guard PQserverVersion(handle) >= 150_000 else {
            throw StorageError.notAStore(
                "PostgreSQL 15 or later is needed; \(place) is version \(PQserverVersion(handle) / 10_000)."
            )
        }
        let encoding = PQparameterStatus(handle, "server_encoding").map { String(cString: $0) }
        guard encoding == "UTF8" else {
            throw StorageError.notAStore(
                "The database's encoding is \(encoding ?? "unknown"); make one with ENCODING 'UTF8'."
            )
        }
    }

    /// Queues a statement; its outcome shows at the next `settle` or `rows`.
    func send(_ sql: SQL) throws {
        if expected.count >= Self.pipelineLimit { try settle() }
        try queue(sql)
    }

    /// Waits for the answers to all that was sent.
    ///
    /// - Throws: The first failure. The statements after it were not run.
    func settle() throws { _ = try receive(rowsOfLast: false) }

    /// Runs a statement and gives its rows.
    func rows(_ sql: SQL) throws -> [Row] {
        try queue(sql)
        return try receive(rowsOfLast: true)
    }

    private func queue(_ sql: SQL) throws {
        try sql.checkTexts()
        let name: String
        if let known = names[sql.text] {
            name = known
        } else {
            name = "s\(names.count)"
            guard PQsendPrepare(handle, name, sql.text, 0, nil) == 1 else { throw broken() }
            names[sql.text] = name
            expected.append(.preparation(sql.text))
        }
        guard Parameters(sql.values).send(handle, statement: name) else { throw broken() }
        expected.append(.statement)
    }

    private func receive(rowsOfLast: Bool) throws -> [Row] {
        guard !expected.isEmpty else { return [] }
        guard PQsendFlushRequest(handle) == 1 else { throw broken() }
        var failure: StorageError?
        var rows: [Row] = []
        let expectations = expected
        expected = []
        for (place, expectation) in expectations.enumerated() {
            var answered = false
            while let result = try nextResult() {
                defer { PQclear(result) }
                answered = true
                switch PQresultStatus(result) {
                case PGRES_COMMAND_OK: break
                case PGRES_TUPLES_OK:
                    if rowsOfLast, place == expectations.count - 1 { rows = Self.rows(result) }
                default:
                    failure = failure ?? Self.error(result)
                    if case .preparation(let text) = expectation { names[text] = nil }
                }
            }
            guard answered, PQstatus(handle) == CONNECTION_OK else { throw broken(failure) }
        }
        if let failure {
            try synchronise()
            throw failure
        }
        return rows
    }

    /// Ends what the server takes for one pipeline; after an error it skips everything up to such a point.
    private func synchronise() throws {
        guard PQpipelineSync(handle) == 1 else { throw broken() }
        while true {
            guard let result = try nextResult() else {
                guard PQstatus(handle) == CONNECTION_OK else { throw broken() }
                continue
            }
            defer { PQclear(result) }
            if PQresultStatus(result) == PGRES_PIPELINE_SYNC { return }
        }
    }

    /// The next answer, or nil behind the last one to a statement.
    ///
    /// - Throws: `StorageError.unreachable` where the server says nothing for too long.
    private func nextResult() throws -> OpaquePointer? {
        let deadline = ContinuousClock.now + .seconds(waits.answerSeconds + 2)
        while true {
            let unsent = PQflush(handle)
            guard unsent >= 0 else { throw broken() }
            guard PQisBusy(handle) == 1 else { return PQgetResult(handle) }
            guard isReady(forWriting: unsent == 1, until: deadline) else {
                isBroken = true
                throw StorageError.unreachable("it gave no answer within \(waits.answerSeconds) s (\(place))")
            }
            guard PQconsumeInput(handle) == 1 else { throw broken() }
        }
    }

    /// Waits until the server has sent something or takes more; false where it did not in time.
    private func isReady(forWriting: Bool, until deadline: ContinuousClock.Instant) -> Bool {
        let events = forWriting ? POLLIN | POLLOUT : POLLIN
        var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
        while true {
            let left = (deadline - .now) / .milliseconds(1)
            guard left > 0 else { return false }
            let count = poll(&descriptor, 1, Int32(left.rounded(.up)))
            if count == 0 { return false }
            // What is wrong with a socket, libpq finds out by itself.
            if count > 0 || errno != EINTR { return true }
        }
    }

    private func broken(_ cause: StorageError? = nil) -> StorageError {
        isBroken = true
        if case .unreachable? = cause { return cause ?? .unreachable("") }
        return .unreachable(Self.message(handle))
    }

    private static func message(_ handle: OpaquePointer) -> String {
        let text = String(cString: PQerrorMessage(handle)).split(separator: "\n").joined(separator: " ")
        return text.isEmpty ? "the connection was lost" : text
    }
}

extension PostgreSQLLink {
    private static func rows(_ result: OpaquePointer) -> [Row] {
        let columns = PQnfields(result)
        let types = (0..<columns).map { PQftype(result, $0) }
        return (0..<PQntuples(result)).map { row in
            Row((0..<columns).map { value(result, row, $0, type: types[Int($0)]) })
        }
    }

    /// Values arrive as text; the type decides what they are (`pg_type.dat`: 20, 23 and 21 are integers, 1700 is
    /// numeric, which sums of integers give, 17 is bytea).
    private static func value(_ result: OpaquePointer, _ row: Int32, _ column: Int32, type: Oid) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else {
            return .null
        }
        let count = Int(PQgetlength(result, row, column))
        let bytes = UnsafeRawBufferPointer(start: start, count: count)
        switch type {
        case 20, 21, 23, 1700:
            let text = String(decoding: bytes, as: UTF8.self)
            return Int64(text).map { .integer($0) } ?? .text(text)
        case 17:
            let digits = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(2))
            return Hex.decode(digits).map { .bytes($0) } ?? .null
        default: return .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Appendix A of the PostgreSQL manual lists the codes.
    private static func error(_ result: OpaquePointer) -> StorageError {
        func field(_ code: Int32) -> String {
            PQresultErrorField(result, code).map { String(cString: $0) } ?? ""
        }
        let (code, message) = (field(Int32(UInt8(ascii: "C"))), field(Int32(UInt8(ascii: "M"))))
        switch code {
        case "": return .unreachable(message.isEmpty ? "the connection was lost" : message)
        case "57014": return .busy("the database gave up a statement that took too long")
        case "53100": return .full(message)
        case "25006": return .readOnly(message)
        case "55P03", "40001", "40P01", "53300": return .busy(message)
        case "3F000", "42P01":
            return .notAStore(
                "There is no store in this database: \(message). Make one with \"jiedao init\"."
            )
        default: break
        }
        switch code.prefix(2) {
        // Their words may quote what a row holds.
        case "22", "23":
            let places = [("n", "constraint"), ("t", "table"), ("c", "column")].compactMap { mark, word in
                let name = mark.utf8.first.map { field(Int32($0)) } ?? ""
                return name.isEmpty ? nil : "\(word) \(name)"
            }
            return .constraint((["SQLSTATE \(code)"] + places).joined(separator: ", "))
        case "08", "57": return .unreachable(message)
        case "XX": return .damaged(message)
        default: return .failed("\(message) (\(code))")
        }
    }
}

/// A statement's values in the form that libpq takes: numbers and text as text, bytes as they are.
private struct Parameters {
    private var buffer: [UInt8] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [SQLValue]) {
        for value in values {
            switch value {
            case .integer(let number): append(Array(String(number).utf8), isBinary: false)
            case .text(let text): append(Array(text.utf8), isBinary: false)
            case .bytes(let bytes): append(bytes, isBinary: true)
            case .null:
                offsets.append(nil)
                lengths.append(0)
                formats.append(0)
            }
        }
    }

    private mutating func append(_ bytes: [UInt8], isBinary: Bool) {
        offsets.append(buffer.count)
        lengths.append(Int32(bytes.count))
        formats.append(isBinary ? 1 : 0)
        buffer.append(contentsOf: bytes)
        buffer.append(0)
    }

    func send(_ handle: OpaquePointer, statement: String) -> Bool {
        buffer.withUnsafeBytes { bytes in
            let start = bytes.bindMemory(to: CChar.self).baseAddress
            let pointers = offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } }
            return PQsendQueryPrepared(handle, statement, Int32(offsets.count), pointers, lengths, formats, 0)
                == 1
        }
    }
}

import CSQLite

/// What is set once for the whole process, before SQLite is first used.
enum SQLiteSetting {
    /// SQLite counts what memory it uses under one lock for all connections, which costs a tenth of all writing time;
    /// nobody asks for the sum.
    private static let isSet: Bool = jiedao_sqlite_leave_memory_uncounted() == 0

    /// Must be called before a connection is opened; where SQLite is at work already, it goes on as it was.
    static func prepare() { _ = isSet }
}

package import Ledger

/// The records of one kind that can be searched, as a projection: which record stands under which terms.
///
/// A module names it under `searches`, and its migration makes it. The rows are an ordinary table, which replays compare as
/// any other; what the engine makes of it, to find a record by a term, follows from those rows.
package struct SearchTable: Hashable, Sendable {
    let name: String

    /// - Precondition: The name is an identifier, unlike that of any other table: `matter_search`.
    package init(_ name: StaticString) {
        self.name = "\(name)"
        precondition(SQL.isIdentifier(self.name), "\(name) is no identifier of this schema.")
    }

    var table: SQL { SQL.identifier(name) }
    /// On SQLite a table of its own, on PostgreSQL an index.
    var index: SQL { SQL.identifier(name + "_index") }

    var text: String {
        """
        CREATE TABLE \(name) (
            id    $INT64 NOT NULL PRIMARY KEY,
            terms $TEXT NOT NULL CHECK (length(terms) > 0)
        ) $STRICT
        """
    }

    /// Lets a record be found by its texts as they are now, and by none that it had before.
    ///
    /// An applier calls it with texts of its event. What was sealed is wiped as the texts themselves are: by this with what is
    /// left, or by `remove`.
    package func set<Record>(_ id: Identifier<Record>, _ texts: String..., in transaction: Transaction) throws
    {
        let terms = SearchTerms.text(SearchText(texts))
        guard !terms.isEmpty else { return try remove(id, in: transaction) }
        try transaction.session.willChange(id.rawValue, in: self)
        try transaction.execute(
            """
            INSERT INTO \(table) (id, terms) VALUES (\(id), \(terms))
            ON CONFLICT (id) DO UPDATE SET terms = excluded.terms
            """
        )
    }

    package func remove<Record>(_ id: Identifier<Record>, in transaction: Transaction) throws {
        try transaction.session.willChange(id.rawValue, in: self)
        try transaction.execute("DELETE FROM \(table) WHERE id = \(id)")
    }
}

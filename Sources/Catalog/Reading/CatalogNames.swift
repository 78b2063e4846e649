/// The codes of a catalog and who names them, gathered while its files are read.
struct CatalogNames {
    enum Sort: String, CustomStringConvertible {
        case community, unit, cell, line, kind, document, figure, report, source, category, profile
        case deadlineRule = "deadline rule"

        var description: String { rawValue }

        /// Codes are unique among sorts of the same space: facts name places and units in one breath, whereas a line and
        /// its only kind of matter may well share a word.
        var space: String {
            switch self {
            case .community, .unit, .cell: "place"
            case .line, .kind, .document, .figure, .report, .source, .category, .profile, .deadlineRule:
                rawValue
            }
        }
    }

    struct Definition {
        let sort: Sort
        let validity: Validity
        let place: CatalogReader.Place
    }

    private struct Reference {
        let sort: Sort
        let code: String
        /// The key under which it is named.
        let key: String
        /// How long what names it stands; nil where that does not matter.
        let user: Validity?
        let place: CatalogReader.Place
    }

    private var spaces: [String: [String: Definition]] = [:]
    private var references: [Reference] = []

    /// Keeps the first definition of a code.
    ///
    /// - Returns: The one that was there before, if any.
    mutating func define(
        _ sort: Sort,
        _ code: String,
        validity: Validity,
        at place: CatalogReader.Place
    )
        -> Definition?
    {
        if let earlier = spaces[sort.space]?[code] { return earlier }
        spaces[sort.space, default: [:]][code] = Definition(sort: sort, validity: validity, place: place)
        return nil
    }

    mutating func refer(
        to sort: Sort,
        _ code: String,
        as key: String,
        from user: Validity?,
        at place: CatalogReader.Place
    ) {
        references.append(Reference(sort: sort, code: code, key: key, user: user, place: place))
    }

    func definition(_ sort: Sort, _ code: String) -> Definition? {
        spaces[sort.space]?[code].flatMap { $0.sort == sort ? $0 : nil }
    }

    /// Reports every code that is named and not defined, or does not stand as long as what names it.
    func check(_ report: (CatalogReader.Place, @autoclosure () -> String) -> Void) {
        let known = known
        func guess(_ code: String, _ sort: Sort) -> String { CatalogReader.guess(code, known[sort] ?? []) }
        for reference in references {
            let (sort, code) = (reference.sort, reference.code)
            guard let definition = spaces[sort.space]?[code] else {
                report(
                    reference.place,
                    "\"\(reference.key)\" is \"\(code.shortened)\"; no \(sort) has this code\(guess(code, sort))"
                )
                continue
            }
            guard definition.sort == sort else {
                report(
                    reference.place,
                    "\"\(reference.key)\" is \"\(code.shortened)\", a \(definition.sort); expected a \(sort)"
                )
                continue
            }
            if let user = reference.user, !definition.validity.covers(user) {
                report(
                    reference.place,
                    "\"\(reference.key)\" is \"\(code.shortened)\", which stands \(definition.validity) only; expected a \(sort) that covers \(user)"
                )
            }
        }
    }

    /// The codes of each sort, in order.
    private var known: [Sort: [String]] {
        let definitions = spaces.values.flatMap { $0 }
        return Dictionary(grouping: definitions, by: \.value.sort).mapValues { $0.map(\.key).sorted() }
    }
}

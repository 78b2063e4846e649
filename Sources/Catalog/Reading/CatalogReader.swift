import Ledger

/// Reads YAML values into checked ones and gathers what is wrong, so that all errors of a catalog are told at once.
final class CatalogReader {
    /// Where something stands.
    struct Place: Comparable {
        let file: String
        let line: Int?

        static func < (left: Self, right: Self) -> Bool {
            (left.file, left.line ?? 0) < (right.file, right.line ?? 0)
        }
    }

    /// More are counted and not told.
    static let errorLimit = 200

    private(set) var names = CatalogNames()
    private var errors: [(place: Place, message: String)] = []
    private var errorsLeftOut = 0
    /// Whether every file was read: where one was not, codes that it defines would be missed everywhere.
    private(set) var isComplete = true
    private var file = ""

    /// The top of a file, or nil where it cannot be read.
    func root(of file: CatalogContent.File) -> YAMLValue? {
        self.file = file.path
        do {
            guard let root = try YAMLFile.root(of: file.text) else {
                report(Place(file: file.path, line: 1), "the file is empty")
                isComplete = false
                return nil
            }
            return root
        } catch {
            report(Place(file: file.path, line: error.line), error.message)
            isComplete = false
            return nil
        }
    }

    func place(of value: YAMLValue) -> Place { Place(file: file, line: value.line) }

    func report(_ place: Place, _ message: @autoclosure () -> String) {
        guard errors.count < Self.errorLimit else {
            errorsLeftOut += 1
            return
        }
        errors.append((place, message()))
    }

    func report(_ value: YAMLValue, _ message: @autoclosure () -> String) {
        report(place(of: value), message())
    }

    /// All that was reported, by file and line; nil where nothing was.
    var failure: CatalogErrors? {
        guard !errors.isEmpty else { return nil }
        let sorted = errors.enumerated()
            .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map { CatalogErrors.Item(file: $1.place.file, line: $1.place.line, message: $1.message) }
        let more = CatalogErrors.Item(
            file: "",
            line: nil,
            message: "\(errorsLeftOut) more errors are not shown"
        )
        return CatalogErrors(sorted + (errorsLeftOut > 0 ? [more] : []))
    }

    // MARK: Codes

    /// Notes that a code is given to something here; the same twice is an error.
    func define(_ sort: CatalogNames.Sort, _ code: String, validity: Validity, at value: YAMLValue) {
        let place = place(of: value)
        guard let earlier = names.define(sort, code, validity: validity, at: place) else { return }
        let there = earlier.place.line.map { "\(earlier.place.file):\($0)" } ?? earlier.place.file
        report(
            place,
            "the \(sort) \(code) is defined already at \(there) (as \(earlier.sort)); give it another code"
        )
    }

    /// Notes that a code is named here, to be looked for when all files are read.
    func refer(
        to sort: CatalogNames.Sort,
        _ code: String,
        as key: String,
        from user: Validity?,
        at value: YAMLValue
    ) {
        names.refer(to: sort, code, as: key, from: user, at: place(of: value))
    }
}

import Catalog
import Dispatch
import Foundation
import Identity
import Ledger
import WorkingTime

/// What the office does all day: somebody logs in, a sealed value is opened, a deadline is computed.
struct OfficeBench {
    private let options: Options

    init(_ options: Options) { self.options = options }

    func run() async throws {
        try await logins()
        try seals()
        try deadlines()
    }

    /// Passwords checked, by as many at once as there are cores, for two seconds.
    private func logins() async throws {
        let hasher = PasswordHasher(waitingLimit: 1000, random: .system)
        guard let password = Password("correct horse battery 77") else { return }
        let hash = try await hasher.hash(password)
        let (cores, count) = (ProcessInfo.processInfo.processorCount, options.isQuick ? 40 : 200)
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count { group.addTask { _ = try await hasher.verify(password, against: hash) } }
            try await group.waitForAll()
        }
        let rate = Double(count) / start.duration(to: .now).seconds / Double(cores)
        Report.figure(
            "Logins (Argon2id), a second and core",
            String(format: "%.0f", rate),
            target: "20",
            holds: rate >= 20
        )
    }

    private func seals() throws {
        let (key, subject) = (SubjectKey(random: .system), Subject("key", Identifier<Bench>(rawValue: 7)))
        let ring = KeyRing(current: MasterKey(random: .system))
        let wrapped = ring.wrap(key, of: subject, random: .system)
        let place = SealedBox.Place(subject: subject, field: "telephone", command: CommandID(UUID()))
        let box = try SealedBox.seal("138 0013 8000", under: key, at: place, random: .system)
        let time = try median(of: options.isQuick ? 2000 : 20_000) {
            // As the vault does: the key is unwrapped each time.
            _ = try box.text(with: try ring.unwrap(wrapped, of: subject), at: place)
        }
        Report.figure(
            "A sealed value opened",
            String(format: "%.1f µs", time * 1e6),
            target: "50 µs",
            holds: time < 50e-6
        )
    }

    private func deadlines() throws {
        let catalog = try Catalog(try CatalogContent(folder: URL(filePath: "Catalog/pingshan")))
        let zone = catalog.subdistrict.zone
        guard let day = LocalDay("2018-02-09"), let hours = try WorkingHours(catalog) else { return }
        let timetable = Timetable(
            zone: zone,
            calendar: try WorkingCalendar(catalog).edition(asOf: day),
            hours: hours
        )
        let rule = try DeadlineRule(10, .workingDays)
        let start = zone.instant(day, hour: 16)
        let time = try median(of: options.isQuick ? 2000 : 20_000) {
            guard Deadline(rule, from: start, under: timetable).instant != nil else {
                throw CocoaError(.featureUnsupported)
            }
        }
        Report.figure(
            "A deadline of ten working days over a holiday",
            String(format: "%.2f µs", time * 1e6),
            target: "5 µs",
            holds: time < 5e-6
        )
    }

    /// Seconds for one call, the median of a hundred rounds.
    private func median(of count: Int, _ body: () throws -> Void) throws -> Double {
        let times = try (0..<100).map { _ in
            let start = ContinuousClock.now
            for _ in 0..<count / 100 { try body() }
            return start.duration(to: .now).seconds / Double(count / 100)
        }
        return Report.median(times)
    }
}

package import Catalog
package import Ledger
package import WorkingTime

/// What commands need of the catalog: kinds, and clocks that they resolve into their entries.
package struct MatterRules: Sendable {
    package let catalog: Catalog
    package let zone: Zone
    private let calendar: WorkingCalendar
    private let hours: WorkingHours

    /// - Throws: Only where the catalog passed its checks and `WorkingTime` refuses it, a mistake of ours.
    package init(_ catalog: Catalog, zone: Zone) throws {
        self.catalog = catalog
        self.zone = zone
        calendar = try WorkingCalendar(catalog)
        // A catalog without hours has no rule that counts them, so these are not looked at.
        hours = try WorkingHours(catalog) ?? WorkingHours([WorkingHours.Span(from: 0, until: 1440)])
    }

    package func kind(_ code: Code) throws(MatterError) -> MatterKind {
        guard let kind = catalog.matterKind(code) else { throw .unknownKind(code) }
        return kind
    }

    /// A clock that starts, by the rule that holds on its day.
    ///
    /// - Parameter now: Whose notices of days off count.
    func term(
        _ rule: Code,
        of kind: MatterKind?,
        from start: Instant,
        now: Instant
    ) throws(MatterError) -> Term {
        let day = zone.day(of: start)
        guard let entry = catalog.deadlineRule(rule, on: day), let limit = try? DeadlineRule(entry) else {
            throw .noRule(rule, day)
        }
        return term(entry.code, limit, of: kind, from: start, pauses: [], edition(asOf: now))
    }

    /// The same clock, extended.
    func term(
        _ term: Term,
        extendedBy more: DeadlineRule.Extension,
        of kind: MatterKind?,
        now: Instant
    ) -> Term {
        guard case .rule(let code, let limit, let pauses, let versions, _) = term.basis else { return term }
        return self.term(
            code,
            limit.extended(by: more),
            of: kind,
            from: term.start,
            pauses: pauses,
            edition(keeping: versions, asOf: now)
        )
    }

    /// The same clock, with another pause, which is open, or with its open pause ended.
    func term(_ term: Term, pausedFor cause: Pause.Cause?, of kind: MatterKind?, now: Instant) -> Term {
        guard case .rule(let code, let limit, var pauses, let versions, _) = term.basis else { return term }
        if let cause, let pause = try? Pause(cause, from: now) {
            pauses.append(pause)
        } else if let last = pauses.last, last.until == nil,
            let ended = try? Pause(last.cause, from: last.from, until: now)
        {
            pauses[pauses.count - 1] = ended
        }
        return self.term(
            code,
            limit,
            of: kind,
            from: term.start,
            pauses: pauses,
            edition(keeping: versions, asOf: now)
        )
    }

    /// A clock that leant on a year without a notice, counted again as known now; nil where that changes nothing.
    ///
    /// The years that had their notice stay as they were counted.
    func recounted(_ term: Term, of kind: MatterKind?, now: Instant) -> Term? {
        guard case .rule(let code, let limit, let pauses, let versions, true) = term.basis else { return nil }
        let again = self.term(
            code,
            limit,
            of: kind,
            from: term.start,
            pauses: pauses,
            edition(keeping: versions, asOf: now)
        )
        return again == term ? nil : again
    }

    /// The notices of days off that are known at a moment; a clock that was counted under all of them is not counted again.
    package func notices(asOf now: Instant) -> [CalendarVersion] { edition(asOf: now).notices.map(\.version) }

    /// A date that was set: its last moment.
    func term(until day: LocalDay, from start: Instant) -> Term {
        let last = zone.instant(LocalDay(daysSince1970: day.daysSince1970 + 1)).advanced(byMilliseconds: -1)
        return Term(
            basis: .date,
            start: start,
            due: Term.Due(instant: last, day: day),
            warning: Self.warning(from: start, due: last, permille: 800),
            escalations: []
        )
    }

    /// The clock again as a page shows its sum line by line; nil for a date that was set.
    package func deadline(of term: Term) -> Deadline? {
        guard case .rule(_, let limit, let pauses, let versions, _) = term.basis,
            let edition = try? calendar.edition(of: versions)
        else { return nil }
        return Deadline(limit, from: term.start, pauses: pauses, under: timetable(edition))
    }

    private func term(
        _ code: Code,
        _ limit: DeadlineRule,
        of kind: MatterKind?,
        from start: Instant,
        pauses: [Pause],
        _ edition: CalendarEdition
    ) -> Term {
        let timetable = timetable(edition)
        let deadline = Deadline(limit, from: start, pauses: pauses, under: timetable)
        var due: Term.Due?
        if case .at(let instant, let day) = deadline.end { due = Term.Due(instant: instant, day: day) }
        let escalations = due.map { due in
            (kind?.clocks.escalationHours ?? []).compactMap { hours in
                (try? DeadlineRule(hours, .workingHours)).flatMap {
                    Deadline($0, from: due.instant, under: timetable).instant
                }
            }
        }
        return Term(
            basis: .rule(
                code,
                limit,
                pauses: pauses,
                versions: deadline.versions,
                isProvisional: deadline.isProvisional
            ),
            start: start,
            due: due,
            warning: due.flatMap {
                Self.warning(
                    from: start,
                    due: $0.instant,
                    permille: kind?.clocks.warningPermille ?? 800
                )
            },
            escalations: escalations ?? []
        )
    }

    /// After that share of the time between the two; nil where that leaves less than a minute.
    private static func warning(from start: Instant, due: Instant, permille: Int) -> Instant? {
        let length = due.rawValue - start.rawValue
        guard length > 60_000, (1..<1000).contains(permille) else { return nil }
        // Divided first: a length of centuries in milliseconds times a thousand stays far below 64 bits, but not by much.
        let after = length / 1000 * Int64(permille)
        return start.advanced(byMilliseconds: after)
    }

    private func timetable(_ edition: CalendarEdition) -> Timetable {
        Timetable(zone: zone, calendar: edition, hours: hours)
    }

    private func edition(asOf now: Instant) -> CalendarEdition {
        calendar.edition(asOf: zone.day(of: now))
    }

    /// As an earlier calculation counted, and for years that it had no notice for as known now.
    private func edition(keeping versions: [CalendarVersion], asOf now: Instant) -> CalendarEdition {
        (try? calendar.edition(keeping: versions, asOf: zone.day(of: now))) ?? edition(asOf: now)
    }
}

import ArgumentParser
import Catalog
import Foundation
import Ledger
import Registers
import Storage

struct AnnouncementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "announcement",
        abstract: "Post, correct or withdraw an announcement in the public register.",
        subcommands: [Post.self, Correct.self, Withdraw.self]
    )

    struct Post: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "post",
            abstract: "Post an announcement.",
            discussion: """
                Example:
                  jiedao announcement post --title 停水通知 --text 3月6日9时至17时停水。 --data data/pingshan
                """
        )

        @Option(help: "The title.") var title: String
        @Option(help: "The text.") var text: String
        @Option(help: ArgumentHelp("The community's code; left out, it is for all.", valueName: "CODE"))
        var community: String?
        @Option(
            help: ArgumentHelp(
                "When, in the subdistrict's time, such as 2018-03-06T09:00; left out, at once. The server posts it.",
                valueName: "TIME"
            )
        )
        var at: String?
        @OptionGroup var sending: Sending

        func run() async throws {
            try await sending.perform { store, catalog in
                let wording = try Announcement.Wording(title: title, text: text)
                let (community, zone) = (try catalog.code(community), store.genesis.zone)
                guard let at else { return PostAnnouncement(wording, community: community, zone: zone) }
                guard let due = zone.instant(at) else {
                    throw ValidationError("--at is \"\(at)\"; give a time such as 2018-03-06T09:00.")
                }
                return PlanAnnouncement(wording, community: community, unit: nil, due: due, zone: zone)
            }
        }
    }

    struct Correct: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "correct",
            abstract: "Mend an error; the first wording stays in the ledger.",
            discussion: """
                Example:
                  jiedao announcement correct 12 --revision 0 --title 停水通知 --text 时间改为3月7日。 --reason 日期有误 --data data/pingshan
                """
        )

        @Argument(help: ArgumentHelp("The announcement's id.", valueName: "ID")) var id: Int64
        @Option(help: "The title.") var title: String
        @Option(help: "The text.") var text: String
        @Option(help: ArgumentHelp("The community's code; left out, it is for all.", valueName: "CODE"))
        var community: String?
        @Option(help: "Why.") var reason: String
        @Option(help: "The revision that you have read, 0 for the first.") var revision: Int
        @OptionGroup var sending: Sending

        func run() async throws {
            try await sending.perform { store, catalog in
                try CorrectAnnouncement(
                    Announcement.ID(rawValue: id),
                    to: try Announcement.Wording(title: title, text: text),
                    community: try catalog.code(community),
                    reason: reason,
                    revision: revision,
                    zone: store.genesis.zone
                )
            }
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "withdraw",
            abstract: "Take an announcement down.",
            discussion: """
                Example:
                  jiedao announcement withdraw 12 --reason 已恢复供水 --data data/pingshan
                """
        )

        @Argument(help: ArgumentHelp("The announcement's id.", valueName: "ID")) var id: Int64
        @Option(help: "Why.") var reason: String
        @OptionGroup var sending: Sending

        func run() async throws {
            try await sending.perform { store, _ in
                try WithdrawAnnouncement(
                    Announcement.ID(rawValue: id),
                    reason: reason,
                    zone: store.genesis.zone
                )
            }
        }
    }
}

/// What every command that writes can be told.
struct Sending: ParsableArguments {
    @Option(
        help: ArgumentHelp("The command's own id; the same one sent again is done once.", valueName: "UUID")
    )
    var command: String?

    @Option(help: "text or json")
    var format = OutputFormat.text

    @OptionGroup var store: StoreOptions

    func perform(_ make: (Store, Catalog) async throws -> any Command) async throws {
        guard let id = CommandID(command ?? UUID().uuidString) else {
            throw ValidationError("--command is \"\(command ?? "")\"; it must be a UUID.")
        }
        let store = try await store.openStore()
        let catalog = try await store.loadCatalog()
        let outcome = try await store.perform(
            Order(id: id, actor: .console, command: try await make(store, catalog))
        )
        switch format {
        case .json:
            Output.json([
                "command": .string(id.description), "entry": .integer(outcome.first.rawValue),
                "repeat": .bool(outcome.isRepeat),
            ])
        case .text:
            Output.lines(
                outcome.isRepeat
                    ? "Done before, as entry \(outcome.first)." : "Recorded as entry \(outcome.first)."
            )
        }
        try await store.close()
    }
}

extension Catalog {
    func code(_ text: String?) throws -> Code? {
        guard let text else { return nil }
        guard let code = Code(rawValue: text), community(code) != nil else {
            throw AnnouncementError.unknownCommunity(text)
        }
        return code
    }
}

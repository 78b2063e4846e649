import Administration
import ArgumentParser
import Blobs
import Foundation
import Hummingbird
import Identity
import Ledger
import Logging
import Papers
import ServiceLifecycle
import Storage
import UnixSignals
import Vault
import Web

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the pages, the log and the programs' door of a store.",
        discussion: """
            Stops gracefully on SIGTERM and SIGINT: requests in hand are finished. Put a reverse proxy with TLS in front \
            of it where others than this machine shall reach it.

            Example:
              jiedao serve --data data/pingshan --port 8080
            """
    )

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port; 0 takes any free one and prints it.")
    var port = 8080

    @Flag(
        help:
            "A reverse proxy with TLS stands in front: cookies are for TLS only, and its X-Forwarded-For says who asks."
    )
    var behindProxy = false

    @Option(
        help: ArgumentHelp(
            "A catalog's folder that administrators may look at and adopt in their browser.",
            valueName: "DIR"
        )
    )
    var catalog: String?

    @OptionGroup var store: StoreOptions

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port is \(port); give one from 0 to 65535.")
        }
    }

    func run() async throws {
        var logger = Logger(label: "jiedao") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .info
        let options = store
        let store = try await options.openStore()
        let inForce = try await store.loadCatalog()
        let key = try options.signingKey(of: store)
        if key == nil { logger.warning("no signing key here: checkpoints are served as others signed them") }
        let token = try Self.token(options)
        if token == nil {
            logger.warning(
                "no operator's token here: programs write through this process only with tokens of the staff"
            )
        }
        let vault = try options.location().1 == nil ? nil : try await options.openVault()
        if vault == nil { logger.warning("no vault here: nobody can log in through this process") }
        if let vault { try await Erasure.finish(store, vault) }
        let access = vault.map {
            Access(
                store: store,
                vault: $0,
                hasher: PasswordHasher(random: .system),
                isBehindProxy: behindProxy
            )
        }
        let pictures: Pictures?
        do { pictures = try await Pictures() } catch {
            pictures = nil
            logger.warning("no pictures are taken: \(error)")
        }
        let printer: PDFPrinter?
        do { printer = try await PDFPrinter() } catch {
            printer = nil
            logger.warning("no paper is printed as PDF: \(error)")
        }
        let files = try await options.openFiles(of: store)
        let office = Office(
            store: store,
            catalog: inForce,
            key: key,
            token: token,
            access: access,
            files: OfficeFiles(blobs: files.blobs, pictures: pictures),
            printer: printer,
            catalogFolder: catalog.map { URL(filePath: $0) }
        )
        let site = try Site(office: office, logger: logger)
        let host = host
        let application = site.application(host: host, port: port) { port in
            Output.lines("Serving \(store.genesis.origin) on http://\(host):\(port)/")
            // Whoever started us with a pipe waits for this line.
            fflush(nil)
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: application), .init(service: TimerRunner(store: store, logger: logger)),
                    .init(service: ClockRecounter(store: store, logger: logger)),
                    .init(service: FileSweeper(blobs: files.blobs, store: store, logger: logger)),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await group.run()
        try await files.close()
        try await vault?.close()
        try await store.close()
    }

    private static func token(_ options: StoreOptions) throws -> OperatorToken? {
        do { return try options.location().1?.token() } catch SecretFile.Failure.missing { return nil }
    }
}

import ArgumentParser
import Foundation
import Hummingbird
import Identity
import Ledger
import Logging
import ServiceLifecycle
import Storage
import UnixSignals
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
        let catalog = try await store.loadCatalog()
        let key = try options.signingKey(of: store)
        if key == nil { logger.warning("no signing key here: checkpoints are served as others signed them") }
        let token = try Self.token(options)
        if token == nil {
            logger.warning("no operator's token here: programs cannot write through this process")
        }
        let site = try Site(
            office: Office(store: store, catalog: catalog, key: key, token: token),
            logger: logger
        )
        let host = host
        let application = site.application(host: host, port: port) { port in
            Output.lines("Serving \(store.genesis.origin) on http://\(host):\(port)/")
            // Whoever started us with a pipe waits for this line.
            fflush(nil)
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: application)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await group.run()
        try await store.close()
    }

    private static func token(_ options: StoreOptions) throws -> OperatorToken? {
        do { return try options.location().1?.token() } catch SecretFile.Failure.missing { return nil }
    }
}

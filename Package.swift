// swift-tools-version: 6.2

import PackageDescription

/// Every target of ours: Swift 6 mode, explicit existentials, imports that say what they bring in; a warning
/// stops the build.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let serviceLifecycle: Target.Dependency = .product(
    name: "ServiceLifecycle",
    package: "swift-service-lifecycle"
)

let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")

// Arrows point down this list only.
let package = Package(
    name: "jiedao",
    products: [.executable(name: "jiedao", targets: ["jiedao"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(name: "Ledger", dependencies: [crypto], swiftSettings: house),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(
            name: "Storage",
            dependencies: ["Ledger", "CPostgreSQL", "CSQLite", grdb, sqlite],
            swiftSettings: house
        ),
        .target(name: "Multipart", swiftSettings: house),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(
            name: "CXlsxWriter",
            pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]
        ),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "Tables",
            dependencies: ["CExpat", "CXlsxWriter", "CZlib", "Ledger"],
            swiftSettings: house
        ),
        .systemLibrary(name: "CSpawn"),
        .target(name: "Programs", dependencies: ["CSpawn"], swiftSettings: house),
        .target(name: "Blobs", dependencies: ["Ledger", "Programs", "Storage"], swiftSettings: house),
        .systemLibrary(
            name: "CQRencode",
            pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"])]
        ),
        .target(
            name: "Papers",
            dependencies: ["CQRencode", "Ledger", "Programs"],
            resources: [.process("Printing/print.py")],
            swiftSettings: house
        ),
        .target(name: "Timers", dependencies: ["Ledger", "Storage"], swiftSettings: house),
        .target(name: "Catalog", dependencies: ["Ledger", yams], swiftSettings: house),
        .target(name: "WorkingTime", dependencies: ["Catalog", "Ledger"], swiftSettings: house),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(name: "Identity", dependencies: ["CSodium", "Ledger", crypto], swiftSettings: house),
        .target(name: "Vault", dependencies: ["Identity", "Ledger", "Storage"], swiftSettings: house),
        .target(
            name: "Administration",
            dependencies: ["Identity", "Ledger", "Storage", "Vault"],
            swiftSettings: house
        ),
        .target(
            name: "Registers",
            dependencies: ["Administration", "Blobs", "Catalog", "Identity", "Ledger", "Storage", "Timers"],
            swiftSettings: house
        ),
        .target(
            name: "Casework",
            dependencies: [
                "Administration", "Blobs", "Catalog", "Identity", "Ledger", "Registers", "Storage", "Timers",
                "Vault", "WorkingTime",
            ],
            swiftSettings: house
        ),
        .target(
            name: "Exchange",
            dependencies: [
                "Administration", "Casework", "Catalog", "Identity", "Ledger", "Registers", "Storage",
                "Tables",
                "Vault",
            ],
            swiftSettings: house
        ),
        .target(name: "Reporting", dependencies: ["Catalog", "Ledger", "Storage"], swiftSettings: house),
        .target(
            name: "Demo",
            dependencies: [
                "Administration", "Casework", "Catalog", "Identity", "Ledger", "Registers", "Storage",
                "Timers", "Vault", "WorkingTime",
            ],
            swiftSettings: house
        ),
        .target(
            name: "Web",
            dependencies: [
                "Administration", "Blobs", "Casework", "Catalog", "Exchange", "Identity", "Ledger",
                "Multipart",
                "Papers", "Registers", "Reporting", "Storage", "Tables", "Vault", "WorkingTime", hummingbird,
                logging, mustache,
                nioCore,
            ],
            resources: [
                .process("API/api.mustache"),
                .process("Adoptions/catalog.mustache"),
                .process("Adoptions/catalog-difference.mustache"),
                .process("Announcements/announcement.mustache"),
                .process("Announcements/announcement-plans.mustache"),
                .process("Announcements/announcements.mustache"),
                .process("Announcements/files.mustache"),
                .process("Deadlines/calendar.mustache"),
                .process("Deadlines/deadlines.mustache"),
                .process("Figures/figure.mustache"),
                .process("Figures/figure-rows.mustache"),
                .process("Figures/figures.mustache"),
                .process("Forms/form.mustache"),
                .process("Forms/form-page.mustache"),
                .process("Log/entries.mustache"),
                .process("Log/entry.mustache"),
                .process("Matters/desk.mustache"),
                .process("Matters/matter.mustache"),
                .process("Matters/matter-events.mustache"),
                .process("Matters/matter-form.mustache"),
                .process("Matters/matter-kinds.mustache"),
                .process("Matters/matter-rows.mustache"),
                .process("Matters/matters.mustache"),
                .process("Openings/opened.mustache"),
                .process("Openings/openings.mustache"),
                .process("Papers/matter-papers.mustache"),
                .process("Papers/paper-form.mustache"),
                .process("Papers/paper-rows.mustache"),
                .process("Programs/programs.mustache"),
                .process("Programs/token-table.mustache"),
                .process("Report/report.mustache"),
                .process("Shell/fault.mustache"),
                .process("Shell/layout.mustache"),
                .process("Shell/ledger.css"),
                .process("Similar/similar.js"),
                .process("Staff/one-time.mustache"),
                .process("Staff/staff.mustache"),
                .process("Staff/staff-member.mustache"),
                .process("Status/status.mustache"),
                .process("Street/done.mustache"),
                .process("Street/follow.mustache"),
                .process("Street/follow-ask.mustache"),
                .process("Street/street.mustache"),
                .process("Watch/breaches.mustache"),
                .process("Visits/account.mustache"),
                .process("Visits/recovery.mustache"),
                .process("Visits/second-factor.mustache"),
                .process("Visits/session-table.mustache"),
            ],
            swiftSettings: house
        ),
        .executableTarget(
            name: "jiedao",
            dependencies: [
                "Administration", "Blobs", "Casework", "Catalog", "Demo", "Exchange", "Identity", "Ledger",
                "Papers", "Registers", "Reporting", "Storage", "Tables", "Timers", "Vault", "Web",
                argumentParser,
                hummingbird, logging, serviceLifecycle, unixSignals,
            ],
            swiftSettings: house
        ),
        .executableTarget(
            name: "Bench",
            dependencies: [
                "Administration", "Blobs", "Casework", "Catalog", "Identity", "Ledger", "Registers",
                "Reporting", "Storage", "Timers", "Vault", "Web", "WorkingTime", hummingbird,
                hummingbirdTesting, logging,
            ],
            path: "Benchmarks/Bench",
            swiftSettings: house
        ),
        // What the tests of several targets need: places for stores, and numbers that are the same in every run.
        .target(
            name: "TestSupport",
            dependencies: ["Storage"],
            path: "Tests/TestSupport",
            swiftSettings: house
        ),
        .testTarget(name: "LedgerTests", dependencies: ["Ledger", "TestSupport"], swiftSettings: house),
        .testTarget(
            name: "StorageTests",
            dependencies: ["Ledger", "Storage", "TestSupport"],
            swiftSettings: house
        ),
        .testTarget(
            name: "MultipartTests",
            dependencies: ["Multipart", "TestSupport"],
            exclude: ["Support/forms.py"],
            swiftSettings: house
        ),
        .testTarget(
            name: "TablesTests",
            dependencies: ["Ledger", "Tables", "TestSupport"],
            exclude: ["Support/ledgers.py"],
            swiftSettings: house
        ),
        .testTarget(
            name: "ExchangeTests",
            dependencies: ["Casework", "Catalog", "Exchange", "Ledger"],
            swiftSettings: house
        ),
        .testTarget(
            name: "BlobsTests",
            dependencies: ["Blobs", "Ledger", "Storage", "TestSupport"],
            swiftSettings: house
        ),
        .testTarget(
            name: "PapersTests",
            dependencies: ["Ledger", "Papers", "Programs", "TestSupport"],
            swiftSettings: house
        ),
        .testTarget(
            name: "TimersTests",
            dependencies: ["Ledger", "Storage", "TestSupport", "Timers"],
            swiftSettings: house
        ),
        .testTarget(name: "CatalogTests", dependencies: ["Catalog", "Ledger"], swiftSettings: house),
        .testTarget(
            name: "WorkingTimeTests",
            dependencies: ["Catalog", "Ledger", "TestSupport", "WorkingTime"],
            swiftSettings: house
        ),
        .testTarget(
            name: "IdentityTests",
            dependencies: ["CSodium", "Identity", "Ledger", "TestSupport"],
            swiftSettings: house
        ),
        .testTarget(
            name: "AdministrationTests",
            dependencies: ["Administration", "Identity", "Ledger", "Storage", "TestSupport", "Vault"],
            swiftSettings: house
        ),
        .testTarget(
            name: "RegistersTests",
            dependencies: [
                "Administration", "Blobs", "Catalog", "Ledger", "Registers", "Storage", "TestSupport",
                "Timers",
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "CaseworkTests",
            dependencies: [
                "Administration", "Catalog", "Casework", "Identity", "Ledger", "Registers", "Storage",
                "TestSupport",
                "Timers", "Vault", "WorkingTime",
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "ReportingTests",
            dependencies: ["Catalog", "Ledger", "Registers", "Reporting", "Storage", "TestSupport"],
            swiftSettings: house
        ),
        .testTarget(
            name: "DemoTests",
            dependencies: [
                "Casework", "Catalog", "Demo", "Identity", "Ledger", "Registers", "Reporting", "Storage",
                "TestSupport", "Vault",
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Administration", "Blobs", "Casework", "Catalog", "Identity", "Ledger", "Registers",
                "Reporting",
                "Storage", "Timers", "Vault", "Web", "WorkingTime", hummingbird, hummingbirdTesting, logging,
            ],
            swiftSettings: house
        ),
        .testTarget(name: "TidyTests", swiftSettings: house),
    ]
)

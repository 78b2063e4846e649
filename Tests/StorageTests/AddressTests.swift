import Storage
import TestSupport
import Testing

@Suite("The address of a PostgreSQL store", .enabled(if: TestEngine.address != nil))
struct AddressTests {
    @Test(
        "is refused without a word of it where it cannot be read",
        arguments: [
            "postgresql://clerk:s3cret@host:port/name",
            "postgresql://clerk:s3cr@et-s3cret@host/name",
            "postgresql://clerk:12/s3cret@host/name",
            "postgresql://clerk:s3cret/1@host/name",
            "postgresql://clerk@host/name?passwrod=s3cret",
            "postgresql://clerk@host/name?s3cret",
            "postgresql://clerk:s3cret%zz@host/name",
            "postgresql://clerk:s3cret@[host/name",
            "postgres//clerk:s3cret@host/name",
            "postgresql:/clerk:s3cret@host/name?a=b",
            "host=localhost pasword=s3cret",
            "s3cret",
        ]
    )
    func malformed(address: String) async {
        let error = await #expect(throws: StorageError.self) { try await Database(.server(address)) }
        guard case .notAStore(let told)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(told.contains("postgresql://") && told.contains("%"))
        #expect(!told.contains("s3cr") && !told.contains("clerk"))
    }

    @Test(
        "is told by host, port and database where nobody answers",
        arguments: [
            "postgresql://clerk:s3cret@127.0.0.1:1/office?application_name=s3cret-name",
            "host=127.0.0.1 port=1 dbname=office user=clerk password=s3cret",
        ]
    )
    func unreachable(address: String) async {
        let error = await #expect(throws: StorageError.self) { try await Database(.server(address)) }
        guard case .unreachable(let told)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(told.contains("127.0.0.1:1/office") && told.contains("refused"))
        #expect(!told.contains("s3cret") && !told.contains("clerk"))
    }

    @Test func isNamedWithoutTheUserWhereTheServerRefusesHim() async throws {
        let base = try #require(TestEngine.address).replacing("user=postgres", with: "user=no-such-clerk")
        let error = await #expect(throws: StorageError.self) { try await Database(.server(base)) }
        #expect("\(String(describing: error))".contains("does not exist"))
        #expect(!"\(String(describing: error))".contains("no-such-clerk"))
    }
}

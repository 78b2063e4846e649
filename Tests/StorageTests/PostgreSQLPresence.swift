import TestSupport
import Testing

@Suite("PostgreSQL")
struct PostgreSQLPresence {
    @Test(
        .enabled(if: TestEngine.address != nil, "JIEDAO_TEST_POSTGRESQL names no server: its half is skipped")
    )
    func isTestedAsWell() { #expect(TestEngine.available.count == 2) }
}

import Foundation
import Ledger
import Testing

@Suite("The names in an entry")
struct NamesTests {
    @Test(
        "an actor is a word and an id",
        arguments: [
            ("staff:81", true), ("rule:escalation@3", true), ("import:2026-03", true), ("a:A.b:_/@-9", true),
            ("operator:" + String(repeating: "1", count: 100), true),
            ("operator:" + String(repeating: "1", count: 101), false), ("staff", false), (":81", false),
            ("staff:", false), ("9:1", false), ("Staff:1", false), ("staff:8 1", false), ("staff:é", false),
            ("", false),
        ]
    )
    func actor(text: String, isOne: Bool) {
        #expect(Actor(rawValue: text)?.rawValue == (isOne ? text : nil))
    }

    @Test func theProgramsOwnActorsAreActors() {
        for actor in [Actor.console, .demo, .program] { #expect(Actor(rawValue: actor.rawValue) == actor) }
    }

    @Test(
        "a subject is a word and a number",
        arguments: [
            ("announcement:0", true), ("a-1:9007199254740991", true), ("a:9007199254740992", false),
            ("a:01", false), ("a:+1", false), ("a:-1", false), ("a:", false), (":1", false), ("a", false),
            ("a:1:2", false), ("A:1", false), ("a:１", false),
            (String(repeating: "a", count: 33) + ":1", false),
        ]
    )
    func subject(text: String, isOne: Bool) {
        #expect(Subject(text)?.description == (isOne ? text : nil))
    }

    @Test func aSubjectCanBeMadeFromARecordsNumber() {
        #expect(Subject("announcement", Entry.ID(rawValue: 12)) == Subject("announcement:12"))
    }

    @Test(
        "a kind and a measure are words joined by dots",
        arguments: [
            ("a.b", true), ("announcement.posted", true), ("a.b-1.c2", true), ("a", false), ("a.", false),
            (".a", false), ("a..b", false), ("a.1", false), ("A.b", false), ("a.b_c", false), ("a.-b", false),
            (String(repeating: "a", count: 32) + "." + String(repeating: "b", count: 31), true),
            (String(repeating: "a", count: 32) + "." + String(repeating: "b", count: 32), false),
            (String(repeating: "a", count: 33) + ".b", false),
        ]
    )
    func kind(text: String, isOne: Bool) {
        #expect(Entry.Kind(rawValue: text)?.rawValue == (isOne ? text : nil))
        #expect(Measure(rawValue: text)?.rawValue == (isOne ? text : nil))
    }

    @Test(
        "a code is up to 64 letters, digits and marks",
        arguments: [
            ("a", true), ("A.b:_/@-9", true), (String(repeating: "a", count: 64), true),
            (String(repeating: "a", count: 65), false), ("", false), ("a b", false), ("锦龙", false),
            ("a\n", false),
        ]
    )
    func code(text: String, isOne: Bool) { #expect(Code(rawValue: text)?.rawValue == (isOne ? text : nil)) }

    @Test(
        "a unit is one word",
        arguments: [("item", true), ("dm2", true), ("2dm", false), ("a.b", false), ("", false)]
    )
    func unit(text: String, isOne: Bool) { #expect(Unit(rawValue: text)?.rawValue == (isOne ? text : nil)) }

    @Test func aCommandIsAUUIDWhichEntriesHoldInLowerCase() {
        let text = "0191E3A0-5A7C-4D2E-8F10-2B3C4D5E6F70"
        let command = CommandID(text)
        #expect(command?.description == text.lowercased())
        #expect(command.flatMap { CommandID(bytes: $0.bytes) } == command)
        #expect(command?.bytes.first == 0x01 && command?.bytes.last == 0x70)
        for wrong in ["", "0191e3a05a7c4d2e8f102b3c4d5e6f70", text + "0", "g" + text.dropFirst()] {
            #expect(CommandID(wrong) == nil)
        }
        #expect(CommandID(bytes: [1, 2, 3]) == nil)
    }
}

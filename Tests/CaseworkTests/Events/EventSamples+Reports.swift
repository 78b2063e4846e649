import Casework
import Ledger

// How a report comes in, and how it is taken up or ended at once.
extension EventSample {
    static let reports: [EventSample] = [
        EventSample(
            MatterReported(
                origin: Matter.Origin(
                    kind: code("report"),
                    line: code("order"),
                    source: code("web"),
                    closing: .office,
                    confidentiality: .open,
                    onTheSpot: false,
                    parent: nil,
                    relapseDays: nil,
                    reportedAt: Instant(rawValue: 1_520_211_600_000),
                    reportedOn: day
                ),
                place: Matter.Place(community: nil, category: nil),
                key: Subject("key:9")!
            ),
            """
            {"key":"key:9","origin":{"closing":"office","confidentiality":"open","kind":"report","line":"order",\
            "reported_at":1520211600000,"reported_on":"2018-03-05","source":"web"},"place":{},"points":1}
            """
        ),
        EventSample(fullReport, fullReportText),
        EventSample(
            MatterFiled(
                reference: Matter.Reference(word: "诉", year: 2018, number: 412),
                day: day,
                unit: desk,
                clocks: [.handling: term, .dispatch: date, .step(code("letter")): date]
            ),
            """
            {"clocks":[\(dateText("dispatch")),\(termText),\(dateText("step:letter"))],"day":"2018-03-05",\
            "reference":{"number":412,"word":"诉","year":2018},"unit":"general-office"}
            """
        ),
        EventSample(
            MatterEnded(.merged(into: Matter.ID(rawValue: 8)), day: day, unit: desk),
            #"{"day":"2018-03-05","outcome":{"into":8,"name":"merged"},"unit":"general-office"}"#
        ),
        EventSample(
            MatterEnded(.closedAtSource, day: day, unit: nil, isInTime: false, attachments: [photo]),
            """
            {"attachments":[\(photoText)],"day":"2018-03-05","in_time":false,\
            "outcome":{"name":"closed-at-source"}}
            """
        ),
    ]

    private static let fullReport: MatterReported = {
        var fields = FieldAnswers()
        fields[code("width")] = .integer(3)
        fields[code("closed")] = .bool(true)
        return MatterReported(
            origin: Matter.Origin(
                kind: code("petition"),
                line: code("petitions"),
                source: code("district"),
                closing: .source,
                confidentiality: .confidential,
                onTheSpot: true,
                parent: Matter.ID(rawValue: 7),
                relapseDays: 30,
                reportedAt: Instant(rawValue: 1_520_211_600_000),
                reportedOn: day
            ),
            place: Matter.Place(
                community: code("440310001001"),
                category: code("ps-1164"),
                isDwelling: true
            ),
            position: MatterReported.Position(latitude: 22_690_000, longitude: -114_340_000),
            outsideNumber: "坪信〔2018〕9号",
            points: 3,
            steps: [
                Matter.Step(code: code("letter"), before: .struckOff, isRequired: true),
                Matter.Step(code: code("visit"), before: .never, isRequired: false),
            ],
            clocks: [.answer: date],
            key: Subject("key:9")!,
            codeDigest: digest,
            unit: desk,
            isOnBehalf: true,
            fields: fields,
            attachments: [photo]
        )
    }()
    private static let fullReportText = """
        {"attachments":[\(photoText)],"clocks":[\(dateText("answer"))],"code_digest":"\(digest)",\
        "fields":[{"field":"closed","value":true},{"field":"width","value":3}],"key":"key:9",\
        "on_behalf":true,"origin":{"closing":"source","confidentiality":"confidential","kind":"petition",\
        "line":"petitions","on_the_spot":true,"parent":7,"relapse_days":30,"reported_at":1520211600000,\
        "reported_on":"2018-03-05","source":"district"},"outside_number":"坪信〔2018〕9号",\
        "place":{"category":"ps-1164","community":"440310001001","dwelling":true},"points":3,\
        "position":{"latitude":22690000,"longitude":-114340000},\
        "steps":[{"before":"struck-off","code":"letter","required":true},{"before":"never","code":"visit"}],\
        "unit":"general-office"}
        """
}

import Administration
import Blobs
import Casework
import Ledger
import Papers
import Storage

/// The whole file of a matter (一事一档): what it is, what happened, its papers, its pictures.
struct MatterFile: Sendable {
    private var bundle: PaperBundle
    private let photos: [(picture: Attachment.Picture, caption: String)]
    private let language: Language

    /// How many pictures go in, and how many bytes of them.
    static let (pictureLimit, byteLimit) = (60, 24 << 20)

    init(
        _ matter: Matter,
        _ visitor: Visitor,
        _ office: Office,
        _ language: Language,
        _ reader: Reader
    ) throws {
        self.language = language
        let words = try Matters.words(of: matter.id, reader)
        let reference = matter.reference.map { "\($0)" } ?? "#\(matter.id)"
        let name = office.issuer(of: matter.stage.lead ?? visitor.member.unit)
        let inLanguage: PaperLanguage = language == .zh ? .zh : .en
        func sheet(_ title: String) -> PaperSheet {
            var sheet = PaperSheet(language: inLanguage, head: name, title: title, office: name)
            (sheet.isSealed, sheet.reference, sheet.isSynthetic) = (false, reference, office.isDemo)
            sheet.day = office.today
            return sheet
        }
        var about = sheet(DocumentWord.fileFacts[language])
        about.facts =
            [.init(MatterWord.columnStage[language], matter.stage.text(language))]
            + (try MatterPage.lines(matter, words, visitor, office, language, reader)
                .map { .init($0.name, $0.value) })
        about.facts += (words?.points ?? []).enumerated().map { place, text in
            let count = words?.points.count ?? 1
            let number = count > 1 ? " \(place + 1)" : ""
            return .init(DocumentWord.fileReport[language] + number, text)
        }
        var course = sheet(DocumentWord.fileCourse[language])
        let history = try Matters.history(of: matter.id, reader)
        let events = try MatterPage.events(matter.id, office, language, reader).reversed()
        course.table = .init(
            columns: [
                .init(DocumentWord.fileTime[language], share: 3),
                .init(DocumentWord.fileEvent[language], share: 3),
                .init(DocumentWord.fileWho[language], share: 4),
                .init(DocumentWord.fileNote[language], share: 6),
            ],
            rows: events.map { [$0.time, $0.label, $0.who, $0.note ?? ""] }
        )
        let papers = try MatterPapers.all(of: matter.id, reader)
        bundle = PaperBundle(
            language: inLanguage,
            title: "\(DocumentWord.fileTitle[language]) \(reference)",
            office: name,
            day: office.today,
            sheets: [about, course] + (try papers.map { try office.sheet($0, of: matter, reader) }),
            picturesTitle: DocumentWord.filePictures[language]
        )
        bundle.reference = reference
        bundle.isSynthetic = office.isDemo
        photos = try history.flatMap { line in
            try Matters.attachments(of: line.entry, reader).compactMap { file in
                guard case .picture(let large, _) = file.content else { return nil }
                let label = KindWord(rawValue: line.kind.rawValue)?[language] ?? line.kind.rawValue
                return (large, "\(label) · \(office.zone.clock(of: line.at)) · \(file.name)")
            }
        }
    }

    /// With its pictures, as far as they are here and not too many.
    func html(_ files: OfficeFiles?) async throws -> String {
        var (bundle, bytes) = (bundle, 0)
        for photo in photos where bundle.pictures.count < Self.pictureLimit {
            guard let files, bytes + Int(photo.picture.blob.size) <= Self.byteLimit else { continue }
            var content: [UInt8] = []
            do {
                for try await piece in try await files.blobs.open(photo.picture.blob) { content += piece }
            } catch { continue }
            bytes += content.count
            bundle.pictures.append(PaperPicture(.jpeg, bytes: content, caption: photo.caption))
        }
        let left = photos.count - bundle.pictures.count
        if left > 0, !bundle.sheets.isEmpty {
            bundle.sheets[0].facts.append(
                .init(
                    DocumentWord.filePictures[language],
                    DocumentWord.filePicturesLeft[language, "\(left)"]
                )
            )
        }
        return bundle.html
    }
}

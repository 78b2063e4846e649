import Ledger

extension ContentType {
    /// The endings with which readers' machines take a file for what it is, the usual one first.
    private var endings: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg"]
        case .png, .gif, .webp, .heic, .pdf, .m4a, .mp3, .amr, .wav, .xlsx, .docx, .zip: [rawValue]
        case .mp4: ["mp4", "m4v"]
        case .quickTime: ["mov"]
        case .ogg: ["ogg", "oga", "opus"]
        case .text: ["txt", "csv"]
        }
    }

    /// The name, with the usual ending behind it where its own would make it something else: a text called `run.bat`
    /// is saved as `run.bat.txt`.
    func ended(_ name: String) -> String {
        let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last
        if let ending, endings.contains(ending.lowercased()) { return name }
        var start = name
        while start.utf8.count + 5 > 255 { start.removeLast() }
        return "\(start).\(endings[0])"
    }
}

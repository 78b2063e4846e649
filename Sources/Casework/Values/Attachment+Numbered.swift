import Ledger

extension [Attachment] {
    /// The same files, called by their places: what a sender called them may name people, and would outlive the matter's words.
    var numbered: Self {
        enumerated().compactMap { place, file in
            Attachment(name: "\(place + 1)\(file.ending)", content: file.content)
        }
    }
}

extension Attachment {
    /// `.pdf` and the like, where the name has one that is plain; nothing else of it is looked at.
    fileprivate var ending: String {
        guard let dot = name.lastIndex(of: ".") else { return "" }
        let ending = name[name.index(after: dot)...].lowercased()
        guard (1...5).contains(ending.count),
            ending.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
        else { return "" }
        return ".\(ending)"
    }
}

/// The tables of papers; `MatterSchema` makes them together with those of matters.
enum PaperSchema {
    static let projections = ["paper", "paper_history"]
}

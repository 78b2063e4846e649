/// Where number and code word are asked for.
struct FollowAskPage: Page {
    static let template = "follow-ask"

    let title: String
    var place: Frame.Place? { .follow }
    let lead: String
    /// To the report that this browser follows already.
    let known: Frame.Link?
    let form: FormView
}

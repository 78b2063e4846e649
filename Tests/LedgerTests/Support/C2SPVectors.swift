import Ledger
import Testing

/// A public test log of 15 entries, with the checkpoints that its own program signed.
enum C2SPVectors {
    static let texts = "one two three four five six seven eit nain ten ileven twelf threeten fourten fivten"
        .split(separator: " ").map(String.init)

    static let key = VerifierKey(
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    )!

    struct SignedSize: Sendable, CustomTestStringConvertible {
        let size: Int64
        let root: String
        let signature: String

        var note: String {
            "example.com/log/testdata\n\(size)\n\(root)\n\n\u{2014} example.com/log/testdata \(signature)\n"
        }

        var testDescription: String { "size \(size)" }
    }

    static let checkpoints = [
        SignedSize(
            size: 0,
            root: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            signature:
                "M9e0lhxJACzE1KoUdqKuPa+9p6R7dSW8BlEvrg/noo8FkGg6PbJoRNOcdjqjOq89wVvTA60eubCc4oufo5BvIVEgtQc="
        ),
        SignedSize(
            size: 1,
            root: "0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=",
            signature:
                "M9e0lhr9kuLxGdAtaUrhm84TQffVsLdcy808sN0a3WyniNlfcr9+bywoiIke1YYciCNjJGkCgIlQ8b16jhsmg/SChAM="
        ),
        SignedSize(
            size: 2,
            root: "T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=",
            signature:
                "M9e0llH4NKmlf0u7C8tkJioQOmi7l5ELqljXgKRg6R3G5JJ7vx7emDWo5fpqKuA/Dk/jRrI6il+7QCVirNhyUAWGoAk="
        ),
        SignedSize(
            size: 3,
            root: "Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=",
            signature:
                "M9e0lvAQRtH832pk2RTbeSeZMkp4FZSdJYFBUjO5SKxuRbywPUF3cx+HUrb50kjd3rUWW/fj53Wj1dwcwh9bGQnqVAg="
        ),
        SignedSize(
            size: 15,
            root: "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=",
            signature:
                "M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI="
        ),
    ]
}

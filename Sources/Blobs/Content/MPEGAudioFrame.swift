/// A frame of MPEG audio layer III (ISO/IEC 11172-3 2.4.1.3, ISO/IEC 13818-3 2.4.1.3).
enum MPEGAudioFrame {
    /// Kilobits a second by the index in the header, from 1; of MPEG-1 and of MPEG-2.
    private static let rates = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
    private static let lowRates = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
    /// Samples a second of MPEG-1; half of them for MPEG-2, a quarter for what is called MPEG-2.5.
    private static let samples = [44_100, 48_000, 32_000]

    /// The frame's bytes; nil where no frame begins at `place`.
    static func length(_ bytes: Prefix, at place: Int) -> Int? {
        guard let header = bytes.big32(place), header >> 21 == 0x7FF, header >> 17 & 3 == 1 else {
            return nil
        }
        let (version, rate, sample) = (header >> 19 & 3, Int(header >> 12 & 15), Int(header >> 10 & 3))
        guard version != 1, (1...14).contains(rate), sample < 3 else { return nil }
        let padding = Int(header >> 9 & 1)
        return switch version {
        case 3: 144_000 * rates[rate - 1] / samples[sample] + padding
        case 2: 72_000 * lowRates[rate - 1] / (samples[sample] / 2) + padding
        default: 72_000 * lowRates[rate - 1] / (samples[sample] / 4) + padding
        }
    }
}

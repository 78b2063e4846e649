/// The fixed words of the pages, by the name under which templates and page values ask for them.
///
/// `{1}`, `{2}` stand for what a page puts in. The languages are exhaustive switches, so a word that lacks one of
/// them does not compile.
package enum Word: String, CaseIterable, Sendable {
    // The frame
    case skip
    case navigation
    case switches
    case languageName
    case textLarge
    case textNormal
    case placeLedger
    case placeAnnouncements
    case placeFigures
    case demoBanner
    case footLength
    case footUnread
    case footCheckpoint
    case pager
    case pageFirst
    case pageNext
    case pageOlder
    case timeInZone
    case wholeSubdistrict

    // Status
    case statusTitle
    case statusLead
    case sumEntries
    case sumLast
    case sumSigned
    case figuresHeading
    case allAnnouncements
    case identityHeading
    case identitySubdistrict
    case identityOrigin
    case identityKey
    case identityZone
    case checkpointHeading
    case checkpointLead
    case checkpointSize
    case checkpointRoot
    case checkpointFile
    case checkpointTile
    case checkpointNone
    case verifyHeading
    case verifyKey
    case verifyCheckpoint
    case verifyLedger
    case verifyReceipt
    case verifyIndependent

    // Announcements
    case announcementsTitle
    case announcementsLead
    case announcementsNone
    case columnReference
    case columnSubject
    case columnDay
    case columnStatus
    case statusStanding
    case correctedTimes
    case stampWithdrawn
    case withdrawnBecause
    case postedAt
    case historyHeading
    case historyLead
    case becauseOf
    case receipt
    case wordingShow

    // Figures
    case figuresTitle
    case figuresLead
    case years
    case columnFigure
    case periodFlow
    case periodStock
    case figureRule
    case figureVersion
    case figureSize
    case figureSizeValue
    case figureMeasure
    case figureCatalog
    case factsHeading
    case factCount
    case figureJSON
    case factsNone
    case columnEntry
    case columnMeasure
    case columnQuantity
    case columnCommunity
    case columnNotes
    case takesBack
    case tagCorrected
    case unitItem

    // Entries
    case entriesTitle
    case entriesLead
    case entryTitle
    case entryTime
    case entryKind
    case entryActor
    case entrySubject
    case entryCommand
    case entryCatalog
    case entryBody
    case memberNumber
    case memberReason
    case memberText
    case memberTitle
    case memberYear
    case entryFacts
    case entryNoFacts
    case entryBytes
    case entryBytesLead
    case leaf
    case leafHash
    case receiptDownload
    case earlierEntry
    case laterEntry
    case kindGenesis
    case kindRestored
    case kindRedacted
    case kindPosted
    case kindCorrected
    case kindWithdrawn

    // Faults
    case backToStart
    case headingNotFound
    case headingMethod
    case headingBadRequest
    case headingForbidden
    case headingGone
    case headingUnavailable
    case headingBroken
    case faultNoPage
    case faultMethod
    case faultNoAnnouncement
    case faultNoEntry
    case faultNoFigure
    case faultYear
    case faultSize
    case faultAfter
    case faultBefore
    case faultFormat
    case faultSealed
    case faultErased
    case faultUncovered
    case faultUnsigned
    case faultNoCheckpoint
    case faultNoTile
    case faultUnavailable
    case faultBroken
    case remedyStart
    case remedyEntry
    case remedyFigure
    case remedyYear
    case remedySize
    case remedyList
    case remedyLeaf
    case remedyWait
    case remedyTile
    case remedyNumber
}

extension Word {
    /// The word in a language, with what belongs in its places.
    package subscript(language: Language, parts: String...) -> String {
        let pattern =
            switch language {
            case .zh: zh
            case .en: en
            }
        guard !parts.isEmpty else { return pattern }
        // One pass, so that a part which holds a place itself stays as it is.
        var text = ""
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            rest = rest[rest.index(after: open)...]
            let close = rest.firstIndex(of: "}") ?? rest.endIndex
            if let place = Int(rest[..<close]), parts.indices.contains(place - 1) { text += parts[place - 1] }
            rest = rest[close...].dropFirst()
        }
        return text + rest
    }

    /// All words of a language, as templates look them up.
    static func table(_ language: Language) -> [String: String] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0[language]) })
    }
}

/// The fixed words of the pages, by the name under which templates and page values ask for them.
///
/// `{1}`, `{2}` stand for what a page puts in. The languages are exhaustive switches, so a word that lacks one of
/// them does not compile.
package enum Word: String, Words {
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
    case beijingTime
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

    // Writing announcements
    case newAnnouncement
    case newAnnouncementLead
    case postNow
    case correctAnnouncement
    case correctAnnouncementLead
    case withdrawAnnouncement
    case withdrawAnnouncementLead
    case wholeOffice
    case fieldPostingUnit
    case fieldText
    case fieldCommunity
    case fieldReason
    case hintReason
    case fieldDue
    case hintDue
    case fieldFiles
    case hintFiles
    case keptFile
    case filesHeading
    case filesNamed
    case filesNone
    case plansTitle
    case plansLead
    case plansNone
    case columnDue
    case columnAct
    case cancelPlan
    case planShow
    case problemEmpty
    case problemEmptyReason
    case problemTitleLong
    case problemReasonLong
    case problemTextLong
    case problemMarks
    case problemCommunity
    case problemWithdrawn
    case problemCorrected
    case problemUnchanged
    case problemPlanTime
    case problemPlansMany
    case problemNoPlan
    case problemFileLarge
    case problemFilesMany
    case problemFileType
    case problemFileName
    case problemFileGone
    case problemNoPictures
    case problemPicturePixels
    case problemPicture
    case problemPicturesBusy
    case faultNoFile
    case faultFileMissing
    case faultFileWithdrawn
    case faultNoFiles

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
    case factsHidden
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
    case entryInternal
    case entrySealed
    case leaf
    case leafHash
    case receiptDownload
    case earlierEntry
    case laterEntry

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
    case faultNoRule
    case faultRuleDay
    case faultRuleExtended
    case faultExtended
    case faultStart
    case faultDay
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
    case remedyRule
    case remedyRuleDay
    case remedyExtended
    case remedyMoment
    case remedyDay
    case remedyCalendarYear
    case remedyYear
    case remedySize
    case remedyList
    case remedyLeaf
    case remedyWait
    case remedyTile
    case remedyNumber

    // Staff, catalog, sealed values
    case signIn
    case signOut
    case signInTitle
    case signInLead
    case fieldLogin
    case fieldPassword
    case fieldCode
    case hintCode
    case problemFormExpired
    case problemSignIn
    case problemWait
    case problemBusy
    case placeStaff
    case placeCatalog
    case placeOpenings
    case fieldPresentPassword
    case fieldNewPassword
    case fieldPasswordAgain
    case hintPassword
    case changePassword
    case passwordLead
    case passwordMust
    case problemPresentPassword
    case problemPasswordAgain
    case problemPasswordSame
    case problemPasswordLong
    case passwordShort
    case passwordLong
    case passwordCharacter
    case passwordCommon
    case passwordRepeats
    case passwordSequence
    case passwordNumber
    case passwordUserName
    case passwordOfficeName
    case secondFactorTitle
    case secondFactorRenew
    case secondFactorLead
    case secondFactorSecret
    case secondFactorOpen
    case secondFactorSet
    case problemCode
    case recoveryTitle
    case recoveryLead
    case recoveryKept
    case rolesHeading
    case rolesNone
    case sessionsHeading
    case sessionsOthers
    case sessionsNone
    case columnBegun
    case columnSeen
    case columnBrowser
    case thisSession
    case endSession
    case endOtherSessions
    case browserWeChat
    case browserWeCom
    case browserDingTalk
    case tokensTitle
    case tokensLead
    case tokensNone
    case columnScopes
    case tokenUnused
    case tokenLive
    case tokenEnded
    case tokenRevoked
    case revokeToken
    case newToken
    case newTokenLead
    case tokenNoScope
    case fieldTokenName
    case hintTokenName
    case hintTokenThrough
    case scopeReadLedger
    case scopeWriteAnnouncements
    case scopeReadMatters
    case scopeReportMatters
    case scopeHandleMatters
    case tokenTitle
    case tokenLead
    case tokenKept
    case problemTokenName
    case problemTokenScope
    case problemTokenRight
    case problemTokenDay
    case problemTokenLimit
    case everyUnit
    case everyLine
    case grantFrom
    case grantThrough
    case roleReporter
    case roleHandler
    case roleDispatcher
    case roleVerifier
    case roleSectionHead
    case roleLegal
    case roleLeader
    case rolePrincipal
    case roleAuditor
    case roleAdministrator
    case fieldUnit
    case chooseUnit
    case fieldName
    case fieldTelephone
    case fieldRole
    case fieldForUnit
    case fieldForLine
    case fieldFrom
    case fieldThrough
    case hintThrough
    case hintLogin
    case hintTelephone
    case hintTelephoneAgain
    case removeTelephone
    case staffTitle
    case staffLead
    case newAccount
    case newAccountLead
    case makeAccount
    case roleLater
    case oneTimeTitle
    case oneTimeLead
    case oneTimeBack
    case endedOn
    case erasedValue
    case sinceDay
    case yes
    case no
    case openTelephone
    case changeAccount
    case giveRole
    case giveRoleLead
    case revokeRole
    case resetPassword
    case resetPasswordLead
    case removeSecondFactor
    case endSessions
    case endAccount
    case endAccountLead
    case returnAccount
    case problemLogin
    case problemLoginTaken
    case problemName
    case problemTelephone
    case problemUnit
    case problemLine
    case problemEnded
    case problemNotEnded
    case problemChanged
    case problemGrant
    case problemGrantDays
    case problemOwnRoles
    case problemAuditor
    case problemLastAdministrator
    case problemSentBefore
    case problemUnwritable
    case problemPurpose
    case problemNothingSealed
    case problemNoMasterKey
    case problemKeyLost
    case problemKeyDestroyed
    case fieldPurpose
    case hintPurpose
    case openTitle
    case openLead
    case openValue
    case openedTitle
    case openedLead
    case backTo
    case sealedOf
    case openingsTitle
    case openingsLead
    case openingsNone
    case columnWho
    case columnWhat
    case columnThing
    case columnCode
    case columnOldNew
    case catalogTitle
    case catalogLead
    case catalogDigest
    case catalogLines
    case catalogUnits
    case catalogCommunities
    case catalogCells
    case catalogFigures
    case catalogNotices
    case catalogRules
    case adoptionsHeading
    case adoptionsNone
    case adoptionTitle
    case adoptionLead
    case seeChanges
    case nextCatalogTitle
    case nextCatalogLead
    case nextCatalogSame
    case nextCatalogForbidden
    case nextCatalogWrong
    case adoptCatalog
    case problemCatalogChanged
    case changeAdded
    case changeChanged
    case changeRetired
    case changeForbidden
    case thingSubdistrict
    case thingCommunity
    case thingCell
    case thingLine
    case thingKind
    case thingDocument
    case thingFigure
    case thingReport
    case thingNotice
    case thingHours
    case thingDeadlineRule
    case headingForm
    case faultForm
    case faultFormTooLarge
    case faultFormTooSlow
    case faultFormExpired
    case faultNotAllowed
    case faultNoStaff
    case faultNoAccess
    case remedyForm
    case remedyRights
    case remedyAccess
    case remedyFiles
}

/// A list of fixed words in both languages; a large feature has one of its own.
package protocol Words: CaseIterable, RawRepresentable, Sendable where RawValue == String {
    var zh: String { get }
    var en: String { get }
}

extension Words {
    /// The word in a language, with what belongs in its places.
    package subscript(language: Language, parts: String...) -> String { text(language, parts) }

    package func text(_ language: Language, _ parts: [String]) -> String {
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

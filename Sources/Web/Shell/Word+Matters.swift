/// The fixed words of matters; see `Word`.
package enum MatterWord: String, Words {
    case placeMatters, placeDesk, mattersTitle, mattersLead, mattersNone, mattersCount, deskTitle
    case deskLead, deskNothing, deskMore, waitFile, waitDispatch, waitHandle, waitVerify, waitStrike
    case waitOverdue, newMatter, newMatterLead, reportButton, filterButton, filterAll, filterOpen
    case filterClosed, filterOverdue, matterReference, columnMatter, columnKind, columnOrigin
    case columnStage, columnProgress, columnLead, matterDue, columnCategory, columnReported, columnOrder
    case orderNewest, orderDue, noReference, noCommunity, noUnit, erasedMatter, aboutHeading
    case wordsHeading, pointLabel, pointAnswered, pointOpen, addressLabel, contactLabel, telephoneLabel
    case dwellingLabel, closingLabel, closingOffice, closingSource, confidentialLabel, confidentialOpen
    case confidentialInternal, confidentialSecret, personLabel, leaderLabel, assistingLabel, parentLabel
    case partsLabel, talliesLabel, tallySentBack, tallyReopened, tallyRelapsed, tallyUrged
    case tallyExtended, tallyMerged, tallyOverdue, clocksHeading, clocksNone, clockShow, clockAnswer
    case clockDispatch, clockHandling, clockVerification, clockSupervision, clockStands
    case clockProvisional, stepsHeading, stepTaken, stepOpen, stepRequired, asksHeading, actsHeading
    case actsNone, notActsHeading, lacksRight, historyTitle, backToMatters, actorResident, actorReporter
    case actorRule, searchLabel, searchHint, problemSearch, thingSource, thingCategory, thingProfile,
        faultRows, faultRowsNext, tableWorkbook, tableText, historySince
    case days, hours, minutes, late, left, stageReported, stageFiled, stageDispatched, stageHandled
    case stageVerified, stageClosed, outcomeStruckOff, outcomeSettled, outcomeDeclined, outcomeWithdrawn
    case outcomeMerged, outcomePassedOn, outcomeClosedAtSource, askExtension, askSuspension, askTransfer
    case askHandover, askReturn, askPassUp, askCompetence, askClosing, actFile, actFileDispatch
    case actDecline, actSettle, actWithdraw, actMerge, actDispatch, actAssign, actProgress, actAssist
    case actHandle, actVerify, actVerifyStrike, actSendBack, actStrikeOff, actReopen, actAsk, actDecide
    case actResume, actSupervise, actAnswerSupervision, actMarkRelapse, actUrge, actRate, actPlan
    case actNote, actCorrect, actTakeStep, actCloseAtSource, actSplit, fieldNote, hintNote
    case hintNoteReporter, fieldLead, leadByRoute, leadChoose, fieldAssisting, fieldOther, fieldPerson
    case fieldLeader, fieldPoints, fieldOnSite, fieldAsk, fieldDays, fieldDayUnit, unitWorkingDays
    case unitCalendarDays, fieldCause, fieldToUnit, fieldToLeader, fieldDecision, decisionGranted
    case decisionRefused, decisionDropped, fieldNumber, fieldUntil, fieldAnswer, answerSatisfied
    case answerUnsatisfied, answerUnreached, fieldForReporter, fieldStep, fieldTask, fieldPoint
    case hintPoint, fieldAddress, fieldContactName, fieldContactTelephone, hintContact, fieldOnBehalf
    case fieldDwelling, fieldOutsideNumber, fieldNone, wordYes, wordNo, partText, partAddress, partName
    case partTelephone, partNote, partOutsideNumber, partFields, partDay, partNumber, partTitle
    case partAddressee, problemEmptyPart
    case problemTooLong, problemPartMarks, problemPoints, problemKind, problemResidents, problemSource
    case problemCategory, problemPerson, problemFieldMissing, problemFieldShape, problemKnownNumber
    case problemChangedMatter, problemNoRoute, problemNote, problemTime, problemNoExtension
    case problemExtension, problemNoRule, problemNothing, problemOther, problemNumber, faultNoMatter
    case faultNoMatterNext, faultFilter, faultFilterNext, refusedStage, refusedEnded, refusedNotStaff
    case refusedHasHandled, refusedUnitHandled, refusedNoUnit, refusedNotLead, refusedNotAssisting
    case refusedLeadAssists, refusedUnanswered, refusedNoPoint, refusedSteps, refusedNoStep
    case refusedStepTaken, refusedParts, refusedUndecided, refusedNoAsk, refusedOwnAsk, refusedNotAsker
    case refusedNotReceiver, refusedSameUnit, refusedSuspended, refusedNotSuspended, refusedClosedAbove
    case refusedClosedHere, refusedNotOnTheSpot, refusedNotSupervised, refusedHasLeader, refusedNoLeader
    case refusedItself, refusedDwelling, refusedNotPart, refusedClock
    case refusedOpenedAgain, refusedLetter, refusedUrgedToday, refusedParentClosed, tallyLapsed
    case problemTakenNumber, problemNumberShape, problemRelapseDays, problemNoRelapse, problemEnoughToday
    case hintAbove
}

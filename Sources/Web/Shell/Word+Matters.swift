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
    case actorRule, searchLabel, searchHint, problemSearch, historySince, days, hours, minutes, late
    case left, stageReported, stageFiled, stageDispatched, stageHandled, stageVerified, stageClosed
    case outcomeStruckOff, outcomeSettled, outcomeDeclined, outcomeWithdrawn, outcomeMerged
    case outcomePassedOn, outcomeClosedAtSource, askExtension, askSuspension, askTransfer, askHandover
    case askReturn, askPassUp, askCompetence, askClosing, actFile, actFileDispatch, actDecline
    case actSettle, actWithdraw, actMerge, actDispatch, actAssign, actProgress, actAssist, actHandle
    case actVerify, actVerifyStrike, actSendBack, actStrikeOff, actReopen, actAsk, actDecide, actResume
    case actSupervise, actAnswerSupervision, actMarkRelapse, actUrge, actRate, actPlan, actNote
    case actCorrect, actTakeStep, actCloseAtSource, actSplit, fieldNote, hintNote, hintNoteReporter
    case fieldLead, leadByRoute, leadChoose, fieldAssisting, fieldOther, fieldPerson, fieldLeader
    case fieldPoints, fieldOnSite, fieldAsk, fieldDays, fieldDayUnit, unitWorkingDays, unitCalendarDays
    case fieldCause, fieldToUnit, fieldToLeader, fieldDecision, decisionGranted, decisionRefused
    case decisionDropped, fieldNumber, fieldUntil, fieldAnswer, answerSatisfied, answerUnsatisfied
    case answerUnreached, fieldForReporter, fieldStep, fieldTask, fieldPoint, hintPoint, fieldAddress
    case fieldContactName, fieldContactTelephone, hintContact, fieldOnBehalf, fieldDwelling
    case fieldOutsideNumber, fieldNone, wordYes, wordNo, partText, partAddress, partName, partTelephone
    case partNote, partOutsideNumber, partFields, partDay, partNumber, problemEmptyPart, problemTooLong
    case problemPartMarks, problemPoints, problemKind, problemResidents, problemSource, problemCategory
    case problemPerson, problemFieldMissing, problemFieldShape, problemKnownNumber, problemChangedMatter
    case problemNoRoute, problemNote, problemTime, problemNoExtension, problemExtension, problemNoRule
    case problemNothing, problemOther, problemNumber, faultNoMatter, faultNoMatterNext, faultFilter
    case faultFilterNext, refusedStage, refusedEnded, refusedNotStaff, refusedHasHandled
    case refusedUnitHandled, refusedNoUnit, refusedNotLead, refusedNotAssisting, refusedLeadAssists
    case refusedUnanswered, refusedNoPoint, refusedSteps, refusedNoStep, refusedStepTaken, refusedParts
    case refusedUndecided, refusedNoAsk, refusedOwnAsk, refusedNotAsker, refusedNotReceiver
    case refusedSameUnit, refusedSuspended, refusedNotSuspended, refusedClosedAbove, refusedClosedHere
    case refusedNotOnTheSpot, refusedNotSupervised, refusedHasLeader, refusedNoLeader, refusedItself
    case refusedDwelling, refusedNotPart, refusedClock
}

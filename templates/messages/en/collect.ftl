collect-title = Came back and taken in:
collect-files = Files in inputs/returned
collect-new = New decisions
collect-known = Decisions that were known
collect-undone = Decisions taken back
collect-later = Decisions for later
collect-replies = Answers
collect-visits = Visits: not at home, or empty
collect-filled = Filled in about support, issues and meetings
collect-optouts = Opt-outs
finding-W117 = ‘{ $said }’ is not in the list of outcomes at the door.
    .remedy = Choose an outcome from the list; until then it only stands as a note with this home.
decisions-count = { $n ->
    [0] There are no decisions yet.
    [one] One decision.
   *[other] { $n } decisions.
}
decisions-undo = To take the last one back: haarvaten decisions --undo { $last }
decisions-no-such = There is no decision with number { $n }.
decisions-undone = Taken back: { $what }. The question returns in the review sheet.

finding-W110 = This review sheet lacks the hidden column “id”.
    .remedy = Copy the decisions into a new review sheet, and do not delete columns there.
finding-W111 = It is no longer clear to which question this decision belongs: the column “id” is empty here.
    .remedy = Enter the decision in a new review sheet.
finding-W112 = The sheet holds two different decisions about “{ $read }”. Only the first counts.
    .remedy = Choose one and hand the sheet in again.
finding-W113 = This returned file is not a review sheet. No decisions are taken from it.
finding-W114 = The decision “{ $text }” is none of the candidates, and cannot be found as an address either.
    .remedy = Choose a candidate from the list, or type the address as the register has it.
finding-W115 = The code “{ $code }” belongs to no letter or e-mail of this campaign.
    .remedy = Check the code on the letter; it has eight characters.
finding-W118 = This is a link and no file. Links are not followed.
    .remedy = Put the file itself in inputs/returned.
finding-W119 = This file is larger than 200 MB and is not read.
    .remedy = Ask the sender for the workbook alone.
finding-W120 = The program does not read this kind of file. Nothing was taken from it.
    .remedy = If it is a workbook or form, save it as .xlsx or .csv. If it does not belong here, take it away.
finding-W121 = This folder lies too deep and is not read.
    .remedy = Put the files higher, in inputs/returned itself.
finding-W122 = There are more than 20,000 files in inputs/returned. From this file on nothing was read.
    .remedy = Take away what was taken in already, and type again: haarvaten collect

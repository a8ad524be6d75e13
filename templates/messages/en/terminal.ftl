severity-error = ERROR
severity-warning = note
severity-info = info
place-sheet = sheet { $sheet }
place-cell = cell { $cell }
place-line = line { $cell }
place-row = row { $cell }
findings-more-of-code = … and { $count } more of { $code }; all of them stand in outputs/tables/findings.csv

stop-write = Cannot write: { $path } ({ $message }). Is the disk full, the file open in another program, or the folder read-only?
stop-ledger = The memory of the campaign cannot be read or written: { $message }.
stop-templates = The folder templates cannot be read: { $message }.
stop-busy = Another run holds this campaign (process { $holder }). Wait until it is done.
stop-language = There are no templates for this language. Choose nl or en.
stop-not-empty = The folder { $dir } is not empty. Choose a new folder; nothing was changed.
new-done = The campaign folder { $dir } is ready.
new-register = First the register of addresses: which homes are there? Get it from one of these:
  – the data portal of your municipality: the export of addresses (BAG), as CSV or Excel;
  – the Kadaster: the BAG extract of your municipality (a zip; do not unpack it);
  – PDOK: the GeoPackage bag-light.gpkg.
  Save it as { $dir }/inputs/register.csv, or put the name that it has in campaign.toml at sources.
new-next = Next step: fill in { $dir }/inputs/campaign.toml, put your lists beside it, and type: haarvaten check -C { $folder }

explain-asked = Asked: { $asked }
explain-row = Row { $row } of { $file } { $sheet }
explain-row-outcome = What became of it: { $reason }
explain-row-read = Read from the columns: { $fields }
explain-row-expression = Read as a description of homes: “{ $text }”
explain-row-reading = Understood as: { $reading } ({ $n } addresses)
explain-row-left-out = Not understood, and so left out: { $text }
explain-row-asked = This is not sure enough. It is in the review sheet. What it may mean:
explain-row-no-place = This row has no address and no description of homes.
explain-row-none = There is no such row. Name the file below inputs/ and the number of the row: list.xlsx:14.
explain-field-whole = address
explain-field-street = street
explain-field-number = house number
explain-field-letter = house letter
explain-field-addition = addition
explain-field-postcode = postcode
explain-field-town = town
explain-field-unit-id = unit
explain-field-address-id = address id
explain-field-building-id = building
explain-found = Found: { $address } – { $reason }
explain-not-found = No certain home: { $reason }
explain-no-unit = The register knows no home or other unit at this address.
explain-unit = Unit { $unit }, building { $buildings }
explain-no-dwelling = This is not a home in use; it does not count.
explain-out-of-scope = This home is outside the campaign's scope.
explain-areas = Lies in: { $areas }
explain-tenure = Tenure: { $tenure } { $landlord }
explain-status = Status: { $why }
explain-organisation = Organisation: { $name } – { $why }
explain-organisation-not = Covers the building, but does not represent this home: { $name } – { $why }
explain-evidence = {"    "}{ $date }: { $what } ({ $source })
explain-gets = Gets now: { $kind }, by { $channel }. { $reason } { $noemail }
explain-gets-nothing = Gets nothing now: { $reason }
explain-piece = Earlier: { $piece }, { $kind }, { $state } on { $date }

workbook-kept = The workbook { $asked } was edited by somebody and stays; the new one is called { $written }.
summary-title = { $name }: checked
summary-run-title = { $name }, { $date }, wave { $wave }
summary-rows = Rows in the lists
summary-used = of which used
summary-merged = of which merged
summary-set-aside = of which set aside
summary-addresses = Rows with an address
summary-matched = of which found for sure
summary-out-of-scope = of which out of scope
summary-ambiguous = of which uncertain
summary-not-found = of which not found
summary-questions = Questions for you
summary-homes = Homes
summary-active = with an active organisation
summary-two-legs = of which on two legs
summary-forming = forming
summary-on-paper = on paper only
summary-unknown = unknown
summary-none = without an organisation
summary-organisatiegraad = Degree of organisation
summary-reach = Homes that can be reached
summary-letters = New letters
summary-batches = { $count ->
    [one] 1 batch
   *[other] { $count } batches
  }
summary-emails = New e-mails
summary-made-before = Made earlier in this wave
summary-results = The results:
summary-where-letters = letters to print, a batch each in walking order
summary-where-emails = e-mails, ready to send; nothing was sent
summary-where-posters = one poster a building
summary-where-meetings = attendance sheets for the meeting, one a building
summary-where-workbooks = follow-up at the door, review questions, progress
summary-where-walks = for each volunteer the doors to walk along, to print
summary-where-report = the progress to look at, works offline
summary-where-tables = everything as plain tables
summary-next = { $count ->
    [one] Next step:
   *[other] Next steps:
  }
summary-next-errors = { $count ->
    [one] There is 1 error that a person has to solve; see above.
   *[other] There are { $count } errors that a person has to solve; see outputs/tables/findings.csv.
  }
summary-next-questions = { $count ->
    [one] Answer the question in outputs/workbooks/controle.xlsx.
   *[other] Answer the { $count } questions in outputs/workbooks/controle.xlsx.
  }
summary-next-run = Type “haarvaten run” to make letters, e-mails and workbooks.
summary-next-letters = { $n ->
    [one] Print batch { $first } of outputs/letters and walk the route; the cover sheet tells how.
   *[other] Print batches { $first } to { $last } of outputs/letters and walk the route; the cover sheet tells how.
}
summary-next-nothing = There is nobody new to write to today.
piece-kind-start = letter “start an organisation”
piece-kind-revive = letter to the board “new life”
piece-kind-join = letter “join in”
piece-kind-other-leg = letter to the board about the other leg
piece-kind-thanks = thanks to the board
piece-kind-inventory = question to the organisation
piece-kind-meeting = invitation to the meeting
piece-kind-reminder = reminder
piece-channel-letter = letter
piece-channel-email = e-mail
piece-state-planned = planned
piece-state-sealed = in a sealed batch
piece-state-delivered = delivered
piece-state-undeliverable = could not be delivered
piece-state-waiting = waiting to be sent
piece-state-claimed = being sent
piece-state-sent = sent
piece-state-refused = refused
piece-state-uncertain = uncertain
piece-state-bounced = came back
piece-state-answered = answered
tenure-corporation = rented from a corporation:
tenure-owner = owner-occupied, or an owner's flat
tenure-private = rented privately
tenure-unknown = unknown

check-share = { $list }: { $found } of { $rows } addresses found ({ $percent }%).
check-cause-asked = First somebody must say which columns are the address; see the question about this list (L130). The answer goes into campaign.toml under [[list]] file = "{ $file }", at columns.
check-cause-kind = It is not clear what kind of list this is. Put in campaign.toml: [[list]] file = "{ $file }", kind = "corporation" (or another kind).
check-cause-headings = The headings are not known. Put in campaign.toml: [[list]] file = "{ $file }", columns = {"{"} address = "column A" {"}"}.
check-cause-columns = Columns contradict each other: perhaps one was read wrongly. Put in campaign.toml: [[list]] file = "{ $file }", columns = {"{"} address = "column A" {"}"}.
check-cause-register = These streets are not in the register. Perhaps a file is missing in campaign.toml: [register] sources.
check-cause-addition = Letters or additions are missing. Do they stand in a column of their own? Put in campaign.toml: [[list]] file = "{ $file }", columns = {"{"} addition = "column C" {"}"}.
check-cause-number = House numbers are missing. Do they stand in a column of their own? Put in campaign.toml: [[list]] file = "{ $file }", columns = {"{"} number = "column C" {"}"}.
check-cause-rows = See in findings.csv what is the matter with these rows. Was a column read wrongly? Put in campaign.toml: [[list]] file = "{ $file }", columns = {"{"} number = "column C" {"}"}.

status-title = Where { $name } stands:
status-nothing-yet = Nothing has been made yet. Type haarvaten run.
status-wave = Round
status-letters-open = Letters made, not yet reported as delivered
status-letters-delivered = Letters delivered
status-letters-undeliverable = Letters that could not be delivered
status-mails-waiting = E-mails that lie ready
status-mails-sent = E-mails sent
status-mails-uncertain = E-mails of which it is not certain that they arrived
status-mails-refused = E-mails refused
status-answered = Answers
status-opt-outs = Want nothing more
status-decisions = Decisions about questions
status-next-send = To look at the e-mails and send them, type: haarvaten send
status-next-uncertain = What of the uncertain e-mails? Type: haarvaten send --uncertain

planned-title = What haarvaten run would make on { $date } (wave { $wave }); nothing was made now:
planned-column-what = What
planned-column-last = Last wave
planned-column-now = Now
planned-letters = letter
planned-emails = e-mail
planned-none = Nothing new is added.
planned-held = Who gets nothing now, and why:
planned-withdrawn = { $n ->
    [one] One piece that was not delivered or sent yet is withdrawn.
   *[other] { $n } pieces that were not delivered or sent yet are withdrawn.
}
planned-waiting-batches = { $n ->
    [one] Batch { $list } was not reported as delivered yet; what follows on it waits. Report it: { $command }
   *[other] The batches { $list } were not reported as delivered yet; what follows on them waits. Report them, like this: { $command }
}
planned-returned = { $n ->
    [one] One file lies in inputs/returned. What is new in it does not count here yet: haarvaten collect takes it in.
   *[other] { $n } files lie in inputs/returned. What is new in them does not count here yet: haarvaten collect takes it in.
}
planned-next = To make it: { $command }
summary-where-form = the questions as a page, to put on a website

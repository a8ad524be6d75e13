# Words in all workbooks
status-two-legs = active on two legs
status-active = active
status-forming = forming
status-on-paper = on paper
status-unknown = unknown
status-none = none
status-ended = ended
legs-both = housing and neighbourhood
legs-housing = housing
legs-neighbourhood = neighbourhood
legs-none = none
level-unit = home
level-entrance = entrance
level-building = building
level-flat = flat
level-complex = complex
level-mini-buurt = mini-buurt
level-buurt = buurt
level-wijk = wijk
level-stadsdeel = stadsdeel
level-gemeente = municipality
level-provincie = province
level-land = country
level-landlord = landlord
level-umbrella = umbrella
level-scope = whole campaign
kind-bewonerscommissie = tenants' committee
kind-vve = owners' association (VvE)
kind-bewonersgroep = residents' group
kind-huurdersvereniging = tenants' union
kind-anders = other group
area-outside = (outside every area)
area-no-landlord = (landlord unknown)
area-no-umbrella = (no umbrella)

list-kind-corporation = homes of a corporation
list-kind-vve = owners' associations
list-kind-organisations = organisations
list-kind-evidence = signs of life
list-kind-contacts = contacts
list-kind-opt-outs = opt-outs
list-kind-areas = own areas
list-kind-support = support
list-kind-issues = issues
list-kind-meetings = meetings
list-kind-replies = replies
list-kind-unknown = not recognised

# controle.xlsx
findings-sheet = Findings
findings-title = Everything that the program has to say about your lists
findings-more-in-table = These are the gravest 5,000 findings. All of them stand in tables/findings.csv.
findings-column-code = Code
findings-column-severity = What it is
findings-column-file = File
findings-column-sheet = Sheet
findings-column-cell = Cell
findings-column-message = Finding
controle-title = Questions that only you can answer
controle-sheet = Questions
controle-count = { $n ->
    [0] There are no questions: everything is clear.
    [one] There is 1 question. Without an answer that row does not count.
   *[other] There are { $shown } questions. Without an answer those rows do not count.
}
controle-how = Choose in the yellow column Decision what was meant. The likeliest candidate is on top. Not sure? Choose "later".
controle-return = Done? Save, and put this file in inputs/returned. You may sort, filter and colour; leave the other columns as they are.
controle-column-file = File
controle-column-sheet = Sheet
controle-column-row = Row
controle-column-read = Read
controle-column-question = Question
controle-column-candidates = Candidates
controle-column-decision = Decision
controle-column-note = Note
controle-none = none of these
controle-not-in-use = { $address } – not in use
controle-later = later
controle-no-candidates = (no candidate found)
controle-reading = { $n ->
    [one] { $reading }: 1 address
   *[other] { $reading }: { $n } addresses
}
controle-repeats = { $n ->
    [one] The same text stands on 1 more row; your decision holds there too.
   *[other] The same text stands on { $shown } more rows; your decision holds there too.
}

# opvolging.xlsx
opvolging-title = Follow-up
readme-sheet = Readme
readme-title = Follow-up of { $campaign }
readme-made = Made on { $date } for { $sender }.
readme-sheets = What is where?
readme-doors = the homes where you ring the bell, in the order in which you walk.
readme-organisations = all organisations, how they are doing, and the next step.
readme-support = which organisation needs what help, and who takes care of it.
readme-issues = what residents bring up: raised, heard, scored or rejected.
readme-meetings = who was invited, who will come, who came.
readme-slips = paper reply slips to type in.
readme-filling = How to fill it in
readme-fill-1 = Fill in the yellow columns only. The program fills in the rest.
readme-fill-2 = For Outcome you can choose from a list. You may type something else; then explain it under Note.
readme-fill-3 = Type a date as 23-11-2026.
readme-fill-4 = You may sort, filter and colour. Do not delete columns; the hidden column id is needed to read your work back.
readme-fill-5 = Done? Save, and put the file in the folder inputs/returned. This file is never overwritten: a new version gets a new name.
readme-words = What do the words mean?
readme-status-two-legs = there is an organisation that lives, and it works on housing and on the neighbourhood.
readme-status-active = there is an organisation that lives: something happened with residents in the last year, and the contact can be reached.
readme-status-forming = residents are busy founding an organisation.
readme-status-on-paper = an organisation stands on a list, but there was no sign of life in the last year.
readme-status-unknown = an organisation was named, but nobody has asked yet how it is doing.
readme-status-none = there is no organisation that speaks for this home.
readme-status-ended = the organisation has stopped.
readme-steps = What helps most?
readme-steps-how = These steps bring the most homes to an organisation that lives.
readme-step = { $nth }. { $step }
readme-who = Which homes are on the list?
readme-listed = { $n ->
    [one] The sheet Doors has 1 home.
   *[other] The sheet Doors has { $shown } homes.
}
readme-left-active = { $n ->
    [one] 1 home is not on it: it already has an active organisation and got nothing from us.
   *[other] { $shown } homes are not on it: they already have an active organisation and got nothing from us.
}
readme-left-answered = { $n ->
    [one] 1 home is not on it: it has answered.
   *[other] { $shown } homes are not on it: they have answered.
}
readme-left-opted-out = { $n ->
    [one] 1 home is not on it: it wants no contact. Do not ring there.
   *[other] { $shown } homes are not on it: they want no contact. Do not ring there.
}
readme-privacy = Be careful with this list
readme-privacy-text = This list is only for volunteers of this campaign. Write down about people only what is needed: no judgements, no quarrels, nothing about health. Does someone want to hear nothing more? Choose "wants no more contact"; then we do not write or ring there again. Throw printouts away after use.

joiners-sheet = Wants to join
joiners-title = Who wants to join
joiners-how = These people said that they want to join or think along. Get in touch within a week. The program fills this sheet; note what you agree on the sheets Doors or Meetings.
joiners-column-street = Street
joiners-column-number = Number
joiners-column-postcode = Postcode
joiners-column-date = Said on
joiners-column-said = What they said
joiners-column-next = Next step
joiners-next-invited = Gets an invitation to the meeting; call or talk first.
joiners-next-call = Call or drop in, and agree on something.
doors-column-earlier = Earlier
doors-earlier-piece = got post or e-mail
heard-answered = spoken to
heard-not_reached = not reached
heard-gone = gone
heard-not_home = not at home
heard-empty = home empty
doors-sheet = Doors
doors-title = Doors
doors-how = Every row is a home. Fill in the yellow columns. Filter by street or status to make a round.
doors-column-nr = No
doors-column-street = Street
doors-column-number = Number
doors-column-postcode = Postcode
doors-column-status = Status
doors-column-outcome = Outcome
doors-column-date = Date
doors-column-who = Who
doors-column-note = Note
doors-column-why = Why this status
outcome-joins = wants to join
outcome-thinks = is thinking about it
outcome-not-now = not now
outcome-not-home = not at home
outcome-no-more = wants no more contact
outcome-empty = home is empty
outcome-other = other (see note)

organisations-sheet = Organisations
organisations-title = Organisations
organisations-how = On top stand the organisations where one step helps the most homes.
organisations-column-name = Organisation
organisations-column-kind = Kind
organisations-column-status = Status
organisations-column-legs = Legs
organisations-column-homes = Homes
organisations-column-why = Why this status
organisations-column-step = Next step
organisations-column-contact = Contact
organisations-column-earlier = Earlier
organisations-column-outcome = Outcome
organisations-column-date = Date
organisations-column-who = Who
organisations-column-note = Note
contact-outcome-lives = lives: something happens with residents
contact-outcome-wants-help = wants help
contact-outcome-appointment = appointment made
contact-outcome-no-answer = not reached
contact-outcome-gone = no longer exists
contact-outcome-other = other (see note)

support-sheet = Support
support-title = Support
filled-how = Change what has changed, or fill in an empty row. Hand in the workbook: the program reads this sheet back.
support-how = Which organisation asked for help, and who takes care of it? The column Confidential never goes to partners.
support-column-organisation = Organisation
support-column-kind = Kind of support
support-column-since = Since
support-column-owner = Who takes it on
support-column-partner = Partner
support-column-state = State
support-column-outcome = Result
support-column-note = Confidential
support-state-asked = asked
support-state-busy = busy
support-state-done = done
support-state-stopped = stopped

issues-sheet = Issues
issues-title = Issues
issues-how = Being heard is not scoring.
issues-column-organisation = Organisation
issues-column-subject = Subject
issues-column-since = Since
issues-column-state = State
issues-column-partner = Lies with
issues-column-outcome = Result
issue-state-raised = raised
issue-state-heard = heard
issue-state-scored = scored
issue-state-rejected = rejected

meetings-sheet = Meetings
meetings-title = Meetings
meetings-how = Who was invited, who will come, who came? Numbers are enough, names are not needed. A meeting to which somebody came counts as a sign of life.
meetings-column-name = Meeting
meetings-column-organisation = Organisation
meetings-column-date = Date
meetings-column-place = Where
meetings-column-invited = Invited
meetings-column-coming = Coming
meetings-column-came = Came

slips-sheet = Reply slips
slips-title = Reply slips
slips-how = Type the code and the answers of every slip. Green: the code is right. Red: look at the code again.
slips-column-code = Code
slips-column-date = Date
slips-column-remark = Remark

# voortgang.xlsx
progress-title = Progress
overview-sheet = Overview
overview-headline = { $campaign }: { $share } organised
overview-counts = { $active } of the { $dwellings } homes have an organisation that lives ({ $date }).
overview-column-what = What
overview-column-count = Number
overview-column-part = Share
overview-column-why = What does that mean?
overview-status-two-legs = Active on two legs
overview-status-active = Active on one leg
overview-status-forming = Forming
overview-status-on-paper = On paper
overview-status-unknown = Unknown
overview-status-none = None
overview-dwellings = All homes
overview-dwellings-why = All homes that this campaign is about. Shops and offices do not count.
overview-reach = Reach
overview-reach-why = Homes that we can reach: through an active organisation, by e-mail with consent, or because they answered.
overview-letters = Letters in this wave
overview-letters-why = Ready to print in outputs/letters.
overview-emails = E-mails in this wave
overview-emails-why = Ready to send. Only to people who consented.
overview-questions = Questions for you
overview-questions-why = They stand in controle.xlsx. Without an answer those rows do not count.
overview-organisations = Organisations
overview-organisations-why = All organisations on the lists, those on paper too.
overview-chart = Homes by the status of their organisation

levels-sheet = Levels
levels-title = At every level
levels-how = From the whole campaign to the entrance. The fraction is exact: active homes / all homes.
levels-chart = Status by flat, complex or building
levels-column-level = Level
levels-column-name = Name
levels-column-code = Code
counts-column-dwellings = Homes
counts-column-active = Active
counts-column-two-legs = of which on two legs
counts-column-one-leg = of which on one leg
counts-column-forming = Forming
counts-column-on-paper = On paper
counts-column-unknown = Unknown
counts-column-none = None
counts-column-reach = Reach
counts-column-share = Organised
counts-column-fraction = As a fraction

landlords-sheet = Landlords
landlords-title = By landlord and by umbrella
landlords-how = A home without a known landlord stands under "(landlord unknown)". A home can be under more than one umbrella. At "two umbrellas" the umbrella of the area stands first, then that of the landlord.
landlords-matrix = two umbrellas
landlords-chart = Status by landlord

history-sheet = Over time
history-title = Over time
history-how = One row for every date on which the program was used.
history-first = This is the first measurement. Next time a row is added here.
history-chart = Homes by date
history-column-date = Date

explanation-sheet = Explanation
explanation-title = Explanation
explanation-how = What changed and why, which step helps most, and why every organisation has its status.
explanation-column-about = About
explanation-column-name = Name
explanation-column-homes = Homes
explanation-column-status = Status
explanation-column-why = Explanation
explanation-step = What helps most
explanation-organisation = Organisation
explanation-since = Change since { $date }
explanation-all = all homes together
explanation-before-after = Active: first { $before }, now { $after }.
explanation-pilot = Mini-neighbourhood { $name }, since { $date }
explanation-pilot-inside = in the mini-neighbourhood
explanation-pilot-rest = all other homes
explanation-part = More: { $gained }, fewer: { $lost }.

account-sheet = Account
account-title = Account: every row counts
account-how = { $n ->
    [one] The lists have 1 row together. Used + merged + set aside = all rows.
   *[other] The lists have { $shown } rows together. Used + merged + set aside = all rows.
}
account-column-file = File
account-column-sheet = Sheet
account-column-kind = Kind of list
account-column-rows = Rows
account-column-used = Used
account-column-merged = Merged
account-column-set-aside = Set aside
account-column-adds-up = Adds up
account-column-reasons = Why merged or set aside
account-total = All together
account-adds-up = yes
account-does-not = NO
row-group-record = read
row-group-heading = heading row
row-group-title = title or explanation above the table
row-group-total = total row
row-group-footnote = note below the table
row-group-hidden = hidden or filtered-out row
row-group-hidden-sheet = on a hidden sheet
row-group-duplicate = double: the same as an earlier row
row-group-more-of = belongs to an earlier row
row-group-nothing-needed = what is needed is empty
row-group-unreadable = what is needed cannot be read
row-group-no-headings = on a sheet without recognisable headings
row-group-unreadable-file = the file cannot be read
row-group-older-delivery = in an older delivery of the same list
row-group-unsure-columns = in a list of which it is not sure which columns are the address
row-group-unknown-kind = on a sheet of which the kind of list cannot be told
row-group-transposed = part of a table that lies on its side
row-group-filled-in = filled in in the follow-up
row-group-not-asked = on a sheet that was not asked for

# partner-….xlsx
partner-title = Overview for { $partner }
partner-made = Made on { $date } by { $sender }, for { $partner }.
partner-what = Here are the organisations in your area, the support that you were asked for, and the figures per area.
partner-back = Fill in the yellow columns and mail this file back to { $email }. Then we know what happened.
partner-privacy = This file holds no names or data of residents. Please do not add them: call or mail us instead.
partner-small = Groups of fewer than { $smallest } homes are not shown by themselves.
partner-column-outcome = What happened?
partner-column-date = Date
partner-support-how = Only the support that you were asked for. Call or mail us for the details.
partner-kind-room = a room
partner-kind-law = legal advice
partner-kind-money = money or a grant
partner-kind-books = bookkeeping
partner-kind-words = translating
partner-kind-training = training
partner-kind-print = printing or a website
partner-kind-board = a board or founding
partner-kind-building = maintenance or energy
partner-help = support asked
partner-hidden = (too small)
partner-areas-sheet = Areas

finding-W001 = { $file } was edited or is open now.
    .remedy = The new workbook is called { $new }. Put the edited one in inputs/returned when it is filled in.
finding-W101 = This row has a code that is not right: “{ $code }”.
    .remedy = Compare the code with the slip: eight characters, without 0, O, 1, I, L and S.
finding-W102 = Something is filled in on this row, but the hidden column id is empty: we do not know what it is about.
    .remedy = Write it on the row of the home or organisation itself.
finding-W104 = “{ $text }” cannot be read here. What stood there first, stays.
    .remedy = Type a number, or choose a word from the list of the cell.
finding-W105 = This new row does not say what it is about: the organisation, the subject or the name of the meeting.
    .remedy = Fill that in and hand in the workbook again.
finding-W103 = The date “{ $date }” cannot be read.
    .remedy = Type the date as 23-11-2026.
account-not-in-force = does not exist on the date of the register
account-what-rows = rows
account-what-addresses = nummeraanduidingen (addresses)
account-what-units = verblijfsobjecten, ligplaatsen, standplaatsen (units)
account-cut = lies outside the part that was imported
account-no-address = has no address that exists on that date
account-no-home = no address that exists on that date lies in it
account-what-buildings = panden (buildings)
account-register = register
walks-title = Who walks where
walks-list = Walk list of { $name }
walks-nobody = Nobody yet
walks-about = { $doors ->
    [one] 1 door
   *[other] { $doors } doors
} at { $entrances ->
    [one] 1 entrance
   *[other] { $entrances } entrances
}
walks-how = Fill in behind every door what happened, put this workbook into inputs/returned and type: haarvaten collect.
walks-how-paper = Tick what happened, and write down what you have to remember. Leave in peace whoever wants no more contact.
walks-joins = Joins
walks-not-home = Not at home
walks-no-more = No more contact
nakijken-sheet = Look at
nakijken-title = Reply slips that a person has to look at
nakijken-count = { $n ->
    [one] In one place it is not sure what is there. The part of the scan stands beside it.
   *[other] In { $n } places it is not sure what is there. The part of the scan stands beside it.
}
nakijken-how = Choose in the yellow column Decision what you see. Did somebody write? Type it over. Is there nothing? Choose "none of these".
nakijken-column-page = Page
nakijken-column-code = Code
nakijken-column-picture = On the scan
nakijken-ticks = What is ticked?
nakijken-several = What is ticked? More than one: put ; between them.
nakijken-writing = What is written?
nakijken-again = There is another slip with this code already. Does this one hold?
nakijken-page = The code on this page cannot be read. Type the slip in the sheet Reply slips of opvolging.xlsx.
nakijken-holds = this slip holds
nakijken-typed = typed over

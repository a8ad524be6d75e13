# Why a row counts or not; stands in rows.csv
row-record = read
row-heading = headings of the columns
row-title = title or explanation above the list
row-total = total or subtotal
row-footnote = heading between, or remark
row-hidden = hidden or filtered out
row-hidden-sheet = stands on a hidden sheet
row-duplicate = exactly the same as row { $row }
row-duplicate-elsewhere = exactly the same as row { $row } of { $place }
row-more-of = one more address of the organisation in row { $row }
row-nothing-needed = what this list needs is missing
row-unreadable = what this list needs cannot be read
row-no-headings = sheet without headings that the program knows
row-unreadable-file = the file cannot be read
row-not-asked = sheet that campaign.toml leaves out
row-older-delivery = an older delivery of the same list
row-unsure-columns = first somebody must say which columns are the address
row-unknown-kind = it is not clear what kind of list this is
row-filled-in = filled in in the follow-up that came back
row-transposed = part of a table that lies on its side

field-address = address
field-street = street
field-number = house number
field-even = even numbers
field-odd = odd numbers
field-letter = house letter
field-number_to = last number
field-addition = addition
field-postcode = postcode
field-postcode_letters = letters of the postcode
field-town = town
field-unit_id = id of the unit
field-address_id = id of the address
field-building_id = id of the building
field-complex = complex number
field-complex_name = complex name
field-landlord = landlord
field-use = use
field-id = id of the organisation
field-name = name
field-vve_name = name of the owners’ association
field-kind = kind
field-covers = covers
field-represents = represents
field-founded = founded
field-ended = ended
field-umbrella = umbrella
field-kvk = KvK number
field-contact = contact
field-contact_named = name may stand in letters
field-contact_address = postal address
field-last_alv = last general meeting
field-last_meeting = last meeting
field-last_newsletter = last newsletter
field-last_contact = last contact
field-active = active or not
field-formal = recognised
field-organisation = organisation
field-date = date
field-what = what happened
field-leg = housing or neighbourhood
field-source = source
field-email = e-mail address
field-basis = legal basis
field-consent_date = date of consent
field-consent_source = source of consent
field-language = language
field-role = role
field-first_name = first name
field-infix = infix
field-last_name = last name
field-channel = channel
field-opted_out = opted out on
field-level = level
field-part_of = part of
field-code = code
field-year = year
field-need = support
field-owner = who takes care of it
field-partner = partner
field-state = state
field-outcome = outcome
field-note = note
field-subject = subject
field-meeting = meeting
field-location = location
field-invited = invited
field-coming = says will come
field-came = came
field-bsn = national identity number
field-birth_date = birth date
field-homes = number of homes
field-own_number = the landlord’s own number
field-apartment = apartment right
field-other = not needed

# L: lists
finding-L101 = Read as a list of { $kind ->
        [corporation] homes of a housing corporation
        [vve] owners' associations
        [organisations] organisations
        [evidence] evidence
        [contacts] contacts
        [opt_outs] opt-outs
        [areas] areas
        [support] support
        [issues] issues
        [meetings] meetings
       *[replies] replies
    }: { $columns }.{ $unsure ->
        [yes] {" "}At (?) the heading was recognised in part, at (*) the column was recognised by what stands in it.
       *[no] { "" }
    }{ $leaves ->
        [yes] {" "}Not used: { $unused }.
       *[no] { "" }
    }
finding-L102 = This sheet has no headings that the program knows.
    .remedy = Put above each column what is in it (street, house number, postcode …), or name the headings in campaign.toml under columns.
finding-L103 = It is not clear what kind of list this is. The headings are: { $headings }.
    .remedy = Name the file in campaign.toml under [[list]], with kind = "corporation", "vve", "organisations" or one of the other kinds.
finding-L104 = Two columns can both be { $what }: “{ $first }” (column { $firstColumn }, for instance { $firstExample ->
        [none] empty
       *[other] { $firstExample }
    }) and “{ $second }” (column { $secondColumn }, for instance { $secondExample ->
        [none] empty
       *[other] { $secondExample }
    }). Which is it? As long as you do not choose, column { $firstColumn } counts.
    .remedy = Say in campaign.toml at this list columns = {"{"} { $field } = "column { $firstColumn }" {"}"} or columns = {"{"} { $field } = "column { $secondColumn }" {"}"}.
finding-L105 = The heading of this column is “{ $heading }”, but what stands in it is { $is }. It was read as that.
    .remedy = Is that wrong? Say in campaign.toml under columns what the column is.
finding-L106 = This sheet has no headings that the program knows; it was skipped.
finding-L107 = According to campaign.toml the column for { $field } is called “{ $heading }”, but that heading is not on this sheet.
    .remedy = See what the heading in the file is called exactly.
finding-L108 = In campaign.toml, columns names “{ $field }”, but there is no such field.
    .remedy = The manual lists the fields that there are.
finding-L109 = This list of { $kind ->
        [corporation] homes of a housing corporation
        [vve] owners' associations
        [organisations] organisations
        [evidence] evidence
        [contacts] contacts
        [opt_outs] opt-outs
        [areas] areas
        [support] support
        [issues] issues
        [meetings] meetings
       *[replies] replies
    } lacks columns that are needed.
    .remedy = Say in campaign.toml under columns which column is what, or ask the sender for a more complete list.
finding-L110 = This sheet is hidden and was therefore skipped.
    .remedy = Should it count? Make it visible, or set hidden = true for this list in campaign.toml.
finding-L111 = A second table with other headings starts here. It was read too.
finding-L112 = { $count ->
        [one] One row is hidden or filtered out and does not count.
       *[other] { $count } rows are hidden or filtered out and do not count.
    }
    .remedy = Should they count? Remove the filter, or set hidden = true for this list in campaign.toml.
finding-L113 = Hidden columns were skipped: { $columns }.
    .remedy = Should they count? Make them visible, or set hidden = true for this list in campaign.toml.
finding-L114 = The sheet “{ $sheet }” of campaign.toml is not in this file. There are: { $sheets }.
    .remedy = Change the name of the sheet in campaign.toml.
finding-L115 = The list does not say whose homes these are. The program takes the name of the file: “{ $landlord }”.
    .remedy = Name the list in campaign.toml under [[list]] with owner = "name of the landlord".
finding-L116 = This table lies on its side: headings on the left and the records beside them. It was read that way.
finding-L117 = This line with headings of your own cannot be read.
    .remedy = Write: key = heading, heading. The manual lists the keys.
finding-L118 = The file with headings of your own cannot be read: { $detail }
    .remedy = Check the name at synonyms in campaign.toml.
finding-L119 = There is nothing in this file.
    .remedy = Ask the sender to send it again, or take it away.
finding-L120 = The column “{ $heading }” holds national identity numbers (BSN). We may not have those. The column was not read and not kept.
    .remedy = Take the column out of the file and ask the sender not to send it again.
finding-L121 = The column “{ $heading }” holds birth dates. We do not need those. The column was not read and not kept.
    .remedy = Take the column out of the file and ask the sender not to send it again.
finding-L122 = On this sheet { $count } tables stand beside each other. All of them were read.
    .remedy = Is that wrong? Say in campaign.toml under columns which columns count.
finding-L123 = This sheet has no headings. It was read as the next part of sheet “{ $sheet }”, because its columns hold the same.
finding-L124 = This sheet has no headings. The columns were recognised by what stands in them.
    .remedy = See in the next remark whether that is right. If not, put headings above the columns, or name the columns in campaign.toml: columns = {"{"} number = "column C" {"}"}.
finding-L125 = This sheet holds no list of { $kind ->
        [corporation] homes of a corporation
        [vve] VvE's
        [organisations] organisations
        [evidence] evidence
        [contacts] contacts
        [opt_outs] opt-outs
        [areas] areas
        [support] support
        [issues] issues
        [meetings] meetings
       *[replies] replies
    }. It was skipped.
finding-L130 = It is not sure which columns are the address of the home. Until somebody chooses, this list counts for no home at all. Read as { $first } it says: { $firstRows }.{ $second ->
        [none] {" "}The column with numbers looks like a count of the rows.
       *[other] {" "}Read as { $second } it says: { $secondRows }.
    }
    .remedy = See which addresses are right, and put that line in campaign.toml under this list: { $firstLine }{ $second ->
        [none] {""}
       *[other] {" "}or { $secondLine }
    }.
finding-L131 = The headings do not say enough about the address, but the register does. The address was read from { $reading }: then { $placed } of the { $rows } addresses that were looked at exist.
    .remedy = Is that wrong? Say in campaign.toml under columns which columns are the address.
finding-L132 = The address was read from { $reading }, as you say in campaign.toml. But of the { $rows } addresses that were looked at, only { $placed } exist.
    .remedy = See under columns in campaign.toml whether these are the right columns.
finding-L133 = The register knows hardly any address of this list. So it could not be checked whether the columns were read rightly.
    .remedy = See whether the register belongs to this list. Else say in campaign.toml under columns which columns are the address.
finding-L135 = This list of owners does not say what their association is called. The program calls it “{ $name }”.
    .remedy = Name the list in campaign.toml under [[list]] with owner = "name of the association".
finding-L136 = Neither the list nor the name of the file says whose homes these are.
    .remedy = Choose or type the name in controle.xlsx, or name the list in campaign.toml under [[list]] with owner = "name of the landlord". Until then no tenants’ committee counts for these tenants.
finding-L137 = The street stands in no column. Read from { $place ->
    [title] the title above the list
    [sheet] the name of the sheet
   *[file] the name of the file
}: { $street }. The register knows these house numbers in that street.
finding-L138 = This sheet looks like a floor plan of { $street }: every cell is a house number. It is not clear what kind of list it is.
    .remedy = Name the file in campaign.toml under [[list]], with kind = "corporation" or "vve".
finding-L139 = Read as a floor plan of { $street }: every cell with a house number is a home.
finding-L134 = This is an older delivery of the same list. Only the newest counts: { $newest }.
    .remedy = Must this file count as well? Then name it by itself in campaign.toml under [[list]].

finding-L141 = This file of volunteers has no column with names.
    .remedy = Put the headings at the top: name; days; area; at most.
finding-L142 = Under “at most” stands no number: “{ $text }”. This volunteer gets no limit.
    .remedy = Put a number: so many doors somebody wants to do at most.
finding-L143 = In { $areas } there is no door for { $name } to do, or that is not what it is called here.
    .remedy = Use the name of a street, a building or an area as it stands in areas.csv; or leave it empty: then it may be anywhere.
finding-L144 = { $doors ->
    [one] One door has nobody yet who goes there
   *[other] { $doors } doors have nobody yet who goes there
}: see the sheet “Nobody yet” in looplijsten.xlsx.
finding-L201 = The spreadsheet program had made a date of a house number here. Read as { $value }.
    .remedy = See whether that is right. Format the column as text; then it stays as it is.
finding-L202 = The spreadsheet program had made a date of house numbers here. Read as { $value }.
    .remedy = See whether that is right, and write for example “2 t/m 12”. Format the column as text.
finding-L203 = The house number had “.0” behind it. Read as { $value }.
finding-L204 = The zeros at the start had gone. Read as { $value }.
finding-L205 = Postcode and town stood in one cell. The postcode was read as { $value }.
finding-L206 = This cell held invisible characters. They were taken out.
finding-L207 = This cell holds an error of the spreadsheet program. The cell counts as empty.
    .remedy = Look in the file what should be there.
finding-L209 = This long number was rounded by the spreadsheet program (there is an E in it). It cannot be used any more.
    .remedy = Ask the sender to format the column as text, or for a CSV.
finding-L210 = This is not a date that the program can read: { $value }.
    .remedy = Write a date as 12-02-2026.
finding-L211 = A date had become a number. Read as { $value }.
finding-L224 = This cell holds no day but a month, season or year. Read as its first day: { $value }.
finding-L223 = The year in this date has two digits. Read as { $value }.
    .remedy = If the year is wrong, write it with four digits.
finding-L212 = { $fault ->
        [look-alike] This e-mail address holds letters of another script that look like ordinary ones. It is not used.
        [ip] This e-mail address has a number instead of a name after the @. It is not used.
        [routing] This e-mail address holds a % or !. It is not used.
        [no-dot] There is no dot after the @ of this e-mail address. It is not used.
       *[other] This is not a proper e-mail address. It is not used.
    }
    .remedy = Correct the address, or leave the cell empty.
finding-L213 = The word “{ $value }” is not known here ({ $field }).
    .remedy = The manual lists the words that can stand here.
finding-L222 = The street was empty here. Read as { $value }, the street of the row above.
    .remedy = If that is wrong, fill in the street.
finding-L219 = { $column ->
        [none] The same remark ({ $code }) holds { $count } more times on this sheet.
       *[other] The same remark ({ $code }) holds { $count } more times in column { $column }.
    }

finding-L301 = { $count ->
        [one] This row lacks what is needed. It does not count.
       *[other] { $count } rows lack what is needed (row { $rows }). They do not count.
    }
    .remedy = The row needs { $kind ->
        [evidence] an organisation and what happened
        [organisations] a name
        [areas] a name and what the area covers
        [support] an organisation
        [issues] an organisation and a subject
        [meetings] a name, or an organisation with a date
        [replies] a code
        [contacts] an address or e-mail address
        [opt_outs] an address, e-mail address or name
        [vve] a name or address
       *[other] a street or postcode with a house number
    }. Fill in what is missing, or leave it when the row is not needed.
finding-L302 = What this row needs cannot be read. It does not count.
    .remedy = Look in the file what should be there.
finding-L303 = { $count ->
        [one] This row is there twice (also on row { $first }). It counts once.
       *[other] { $count } rows are there twice (this one also on row { $first }). They count once.
    }
finding-L304 = This home is on the list twice, with other details (also in { $file }, row { $row }).
    .remedy = See which row is right, and take the other one out.
finding-L305 = Two landlords name this home: { $landlord } here, and { $other } in { $file }, row { $row }.
    .remedy = Ask whose home it is, and take it off the other list.
finding-L306 = { $count ->
        [one] This row is also in { $file }. It counts once.
       *[other] { $count } rows are also in { $file }. They count once.
    }
finding-L307 = There are { $count } more homes that stand on a list more than once. They are not named one by one.
    .remedy = Mend the cause first: is the same list perhaps there twice?

finding-L400 = The recipe of this list cannot be read: { $detail } The list was read as if for the first time.
    .remedy = Correct the file, or throw it away; then the program makes a new one.
finding-L401 = The last delivery had a column “{ $heading }” ({ $field }). It is gone.
    .remedy = Ask the sender where that column went.
finding-L402 = The column “{ $heading }” is new in this delivery.
finding-L403 = The column “{ $old }” is now called “{ $new }”. It was read as that.
    .remedy = See whether it is the same column.
finding-L404 = The column “{ $heading }” has moved from { $old } to { $new }.
finding-L405 = The column “{ $heading }” held { $old ->
        [text] text
        [number] numbers
        [date] dates
       *[mixed] all kinds of things
    } last time, and now { $new ->
        [text] text
        [number] numbers
        [date] dates
       *[mixed] all kinds of things
    }.
    .remedy = See whether the column still means the same.
finding-L406 = This delivery has { $new } rows; the last one had { $old }. That is more than a fifth apart.
    .remedy = See whether the list is complete.
finding-L407 = This delivery has words that were not in it before ({ $field }): { $words }.
    .remedy = See whether the program understands them.
finding-L411 = { $count ->
        [one] One line is new since the last delivery: { $some }.
       *[other] { $count } lines are new since the last delivery: { $some }.
    }
finding-L412 = { $count ->
        [one] One line is no longer there since the last delivery: { $some }.
       *[other] { $count } lines are no longer there since the last delivery: { $some }.
    }
finding-L413 = { $count ->
        [one] Of one line the details changed since the last delivery: { $some }.
       *[other] Of { $count } lines the details changed since the last delivery: { $some }.
    }
finding-L414 = The new delivery ({ $file }) is there too. { $count ->
        [one] One line of this old list is no longer in it, but still counts.
       *[other] { $count } lines of this old list are no longer in it, but still count.
    }
    .remedy = Take the old list out of the folder inputs.
finding-L421 = The list now says “{ $list }”, somebody filled in “{ $filled-in }” in the follow-up ({ $file }, row { $row }). The list was changed after that and counts.
    .remedy = Choose in controle.xlsx which one holds, or correct the list.
finding-L422 = What is filled in on this row of the follow-up belongs to a line that no list has any more. It does not count.
    .remedy = Put the line back on your list, or type it on an empty row of the follow-up.

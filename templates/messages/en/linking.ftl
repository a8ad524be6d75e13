list-of = the list of { $owner }
list-file = the list { $file }

email-empty = it is empty
email-shape = it is no e-mail address
email-ip = the part after the @ is a number
email-routing = it sends the mail by way of another server
email-no-dot = the part after the @ has no dot
email-look-alike = it has letters that look like ordinary ones

question-organisation = Which organisation is meant?
question-same = Is this the same organisation? Choose the name when it is one.
same-two = no, there are two
question-evidence = What does this word prove? The answer holds everywhere from now on.
evidence-kind-sign_of_life = sign of life: something happened with residents
evidence-kind-contact_reached = contact reached
evidence-kind-contact_not_reached = contact not reached
evidence-kind-paper = exists on paper
evidence-kind-forming = is being founded
evidence-kind-ended = exists no longer
question-landlord = Whose is this home?

finding-M301 = ‘{ $raw }’ is not sure: { $count ->
    [0] no address fits exactly
    [one] one address may fit
   *[other] { $count } addresses fit
 }.
    .remedy = Choose the right address in the review workbook.
finding-M302 = ‘{ $raw }’ is not in the register: { $reason }
    .remedy = Check the address in the list.
finding-M303 = ‘{ $raw }’ is not the address of a home: { $reason }
    .remedy = Nothing needs to be done, unless there should be an address.
finding-M311 = { $home } is on the list of more than one landlord: { $landlords }. Until that is clear the home counts with { $first }.
    .remedy = Choose the right landlord in the review workbook.
finding-M321 = ‘{ $expression }’ covers no home in the register.
    .remedy = Check what it says: a street with numbers, a postcode, or the name of a flat or area in the table of areas.
finding-M322 = A part of ‘{ $expression }’ was not found: { $left-out }.
    .remedy = Check that part. The rest counts.
finding-M323 = { $count ->
    [one] ‘{ $expression }’ can probably be understood, but not for sure.
   *[other] ‘{ $expression }’ can be read in { $count } ways.
 }
    .remedy = Choose in the review workbook what is meant. Until then { $certain ->
        [0] it counts for no home; it concerns at most { $homes }.
        [one] only the one home that is certain counts; it concerns at most { $homes } more.
       *[other] only what is certain counts, { $certain } homes; it concerns at most { $homes } more.
     }
finding-M326 = ‘{ $expression }’ can be read in several ways. The list says { $homes } homes: read as { $reading }.
finding-M324 = The scope names ‘{ $name }’, but no area is called that.
    .remedy = Check the name in campaign.toml at [scope], or put the area in the table of areas.
finding-M325 = The scope names the postcode ‘{ $postcode }’, but it is not in the register.
    .remedy = Check the postcode in campaign.toml at [scope].
finding-M331 = There is more than one organisation called { $name }: also in { $file }, row { $row }. They count as two organisations, together for { $homes } homes.
    .remedy = Give them an id or a name of their own, or make their details equal if it is one.
finding-M332 = { $name } may be any of { $count } organisations of that name, and counts by itself for now.
    .remedy = Give the organisations an id or a name of their own.
finding-M333 = { $name } stands on this list twice (also in row { $row }), and is read as one organisation with { $homes } homes.
    .remedy = Are there two? Then give them an id or name of their own.
finding-M341 = The e-mail address { $email } is not used: { $reason }.
    .remedy = Correct the address in the list.
finding-M351 = No organisation is called ‘{ $name }’ or has that as its id.
    .remedy = Check the name, or put the organisation on a list. Until then this row counts for no home.
finding-M352 = ‘{ $name }’ fits { $count } organisations.
    .remedy = Use the id or the full name. Until then this row counts for no home.
finding-M353 = The word ‘{ $what }’ at { $organisation } is no evidence that we know.
    .remedy = Choose in the workbook ‘controle’ what this word proves. The answer holds everywhere from now on.
finding-M354 = ‘{ $what }’ of { $organisation } has no date.
    .remedy = Fill in the date. Without a date the row does not count.
finding-M355 = This list says ‘{ $said }’ of { $name }, but there is a sign of life of { $date }.
    .remedy = Ask the organisation how it is doing, and put in the list what is right.
finding-M356 = This list says ‘{ $said }’ of { $name }, without a date. That is no sign of life.
    .remedy = Ask when the last meeting was, and put the date in the list.
finding-M361 = The opt-out for ‘{ $raw }’ cannot be applied: the address was not found.
    .remedy = Correct the address, else this person still gets post.
finding-M362 = The opt-out for ‘{ $raw }’ is not exact. To be safe all { $homes } homes that may be meant get nothing.
    .remedy = Choose the right address in the review workbook.
finding-M363 = { $email } has opted out, but no contact list says to which home that address belongs. No e-mail goes there; a letter to that home still may.
    .remedy = Add the address of the home if no letters may come either.
finding-M364 = An opt-out without an address and without an e-mail address cannot be applied.
    .remedy = Fill in one of the two.

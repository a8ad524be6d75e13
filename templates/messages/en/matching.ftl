match-decision = This was decided earlier.
match-given-id = The list itself gives the number of the address register.
match-exact = The address stands in the register exactly like this.
match-canonical = The letter or addition is written differently, but only one fits.
match-no-postcode = There is no postcode, but street, number and town are clear enough.
match-postcode-typo = The postcode has one typing error. Street and number are clear.
match-street-typo = The street has a typing error or is cut short. Only one street fits.
match-street-spelling = The street is written in another usual way.
match-town-typo = The town has a typing error. The rest is right.
match-glued = House number and addition were glued together. They fit in one way only.
match-date-number = The spreadsheet had made a date of the house number.
match-several = More than one address fits.
match-two-repairs = It would take two corrections. That is too uncertain without a person looking.
match-contradiction = The data contradict each other: street, postcode or register number do not belong together.
match-no-such-addition = This house number exists, but not with this letter or addition.
match-no-such-number = The street exists, but this house number does not.
match-no-such-street = This street is not in the register.
match-outside-register = This town or postcode is not in the register.
match-unknown-id = This number (id) is not in the register.
match-unread-tail = What stands behind the house number cannot be read: no addition and no town that we know.
match-beside-home = This is a place beside, behind or opposite a house number, not the home itself.
match-no-number = There is no house number.
match-postbus = This is a post office box, not a home.
match-foreign = This address is abroad.
match-no-address = There is no address here.

question-which-address = Which address is meant?
question-which-addition = Which letter or addition belongs to this house number?
question-two-repairs = We had to correct two things here. Is this the address that is meant?
question-contradiction = Street, postcode or number do not belong together. Which address is meant?
question-date-number = The house number had become a date. Which address is meant?
question-list-landlord = Whose homes are these? Choose the landlord’s name, or type it.
question-reading = Which columns are the address of the home? Until you choose, this list does not count.
question-filled-in = The first answer stands here now; another workbook (or the list of today) says something else. Which one holds?
filled-in-by = { $file }, row { $row }: “{ $said }”
filled-in-nothing = nothing (empty)
question-covers = Which homes are meant?
question-covers-part = A part of this text is not certain. Which homes does that part mean? The rest counts already.

told-read = Read as street “{ $street }”, number { $number }, addition “{ $addition }”, postcode “{ $postcode }”, town “{ $town }”.
told-at-postcode = At this postcode with this house number: { $count ->
    [0] no address.
    [one] one address.
   *[other] { $count } addresses.
}
told-street-mended = The street of this postcode is called “{ $street }”. That is near enough to what was written.
told-contradiction = The street that was written does not belong to this postcode.
told-street = Streets of this name in the town: { $streets }.
told-street-near = Streets that resemble it: { $streets }.
told-anywhere = Streets of this name in the whole register: { $streets }.
told-glued = The house number was split in two: { $count ->
    [0] that does not fit.
    [one] that fits in one way.
   *[other] that fits in { $count } ways.
}
told-opposite = The street that looks like it says something else: another kind of street, or an opposite word.
told-elsewhere = A street of exactly this name exists in another town. Then it may be no typing error.
told-own-name = The name may well be one of a street of its own. No postcode says that it is a typing error.
told-several = There are several addresses in one cell.
told-date = The house number “{ $number }” was a date. The reverse reading was looked at too.
told-id = The list gives the number of an address in the register.
told-id-unknown = The number in the list is not in the register.
told-decision = Somebody decided about this earlier. That holds.
told-matched = This is the address.
told-asked = This is not certain enough. It stands in the review sheet.
told-not-found = No address was found.
told-not-an-address = This is no address of a home.

cover-addition = { $number } { $addition }
cover-additions = { $number } { $from } to { $to }
cover-floors = { $range }, at each number { $from } to { $to }
cover-kept = all that was named, without an exception
cover-whole = all homes at number { $number }
cover-upper = the upper floors at number { $number }
cover-range-even = even numbers { $from } to { $to }
cover-range-odd = odd numbers { $from } to { $to }
cover-range-all = all numbers { $from } to { $to }
cover-street = the whole of { $street }
cover-street-even = the even numbers of { $street }
cover-street-odd = the odd numbers of { $street }
cover-everything = everything
cover-except = not { $what }

finding-C100 = The campaign file { $path } is not there.
    .remedy = Make a campaign folder with “haarvaten new DIR”, or go to your campaign's folder first.
finding-C101 = This is not a valid campaign file: { $message }.
    .remedy = Look at the quotes, brackets and the = sign on this line.
finding-C102 = There is no key “{ $key }”.
    .remedy = Do you mean “{ $nearest }”?
finding-C103 = The key “{ $key }” may not stand in the campaign file: passwords and secrets do not belong there.
    .remedy = Remove the line, and change the password if the file was shared.
finding-C104 = The key “{ $key }” is missing or empty.
    .remedy = Fill it in; the manual has an example for every key.
finding-C105 = What stands here does not fit this setting.
    .remedy = Compare the line with the example in the manual.
finding-C106 = { $key } lacks {"{"}code{"}"}.
    .remedy = Put {"{"}code{"}"} where the personal code belongs in the link.
finding-C107 = Without encryption (tls = "none") mail may only go to this computer itself, not to { $host }.
    .remedy = Use tls = "required" or "starttls".
finding-C108 = The value of “{ $key }” must be more than zero.
    .remedy = Fill in a number, or remove the line.
finding-C109 = “{ $date }” is not a date.
    .remedy = Write it as 2026-11-23.
finding-C110 = [scope] names “{ $name }”, but no such area or postcode is known.
    .remedy = Choose a name from the area table or the register.
finding-C111 = The key inputs/secret.key is empty or cannot be read.
    .remedy = Put the old file back; without the same key the codes on the letters are no longer right.
finding-C112 = “{ $value }” is no value for the key “{ $key }”.
    .remedy = Do you mean “{ $nearest }”? It can be: { $known }.
finding-C113 = Here stands { $found }, and it is to be { $wanted }.
    .remedy = For example: name = "Neighbours", active_months = 12, kix = true, areas = ["K-buurt"], columns = {"{"} number = "column C" {"}"}.
finding-C114 = The link at “{ $key }” does not begin with https://: { $link }.
    .remedy = Write a secure link, such as "https://example.org/{"{"}code{"}"}".
finding-C115 = “{ $email }” at “{ $key }” is no e-mail address: { $why }.
    .remedy = Write a whole address, such as "group@example.org".
finding-C116 = The memory cannot be kept in this place: { $ledger }. This version knows only a file on this computer.
    .remedy = Take the line “ledger” away; then it is outputs/ledger.sqlite.
finding-C117 = At “{ $key }” still stands what was there at the start: { $value }.
    .remedy = Fill in who you are; it comes on every letter.
value-text = text between quotes
value-yes-no = true or false
value-list = a list between square brackets
value-table = a table between braces
value-date = a date
value-fraction = a number with a point in it
value-number = a whole number, not less than zero

finding-C118 = Question { $number } cannot be asked like this: { $why }.
    .remedy = Mend the question; the manual shows an example of each kind.
survey-wrong-id = its "id" is missing, or another question has it too
survey-wrong-choices = there are fewer than two choices, or two choices are the same
survey-wrong-scale = a scale goes from low ("from") to high ("to") and has eleven steps at most
survey-wrong-text = the question itself ("text") is missing
finding-C119 = The questions stand in two places: in survey.toml and as [[survey]] in campaign.toml.
    .remedy = Take the questions out of campaign.toml.
finding-C120 = The file with the questions cannot be read: { $message }
    .remedy = Save it again as plain text, or take it away.

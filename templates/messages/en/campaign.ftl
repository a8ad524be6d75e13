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
finding-C105 = This value does not fit: { $message }.
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

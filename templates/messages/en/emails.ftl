weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

email-why-consent = You get this mail because on { $date } you consented to being mailed ({ $source }).
email-why-member = You get this mail because you are a member of our group.
email-why-published = You get this mail because this is the published address of your organisation.
email-privacy = { $sender } uses your data for this campaign only, does not sell them, and keeps them only for as long as this campaign runs. You may see, correct or remove your data, and withdraw your consent at any time: mail { $contact }. You can complain to the Autoriteit Persoonsgegevens.

finding-E101 = The text of an e-mail is missing: { $folder }.
    .remedy = Put subject.hbs, text.hbs and html.hbs there, or remove your own folder: then the built-in texts hold.
finding-E102 = Something in the text of an e-mail is wrong: { $problem }.
    .remedy = Compare the text with the built-in one. No e-mail of this kind was made.
finding-E103 = The subject of an e-mail is empty.
    .remedy = Write one line in this file. No e-mail of this kind was made.
finding-E104 = The paragraph on privacy is missing from this e-mail. Without it the mail may not leave (GDPR, article 14).
    .remedy = Put {"{{privacy}}"} in the text. No e-mail of this kind was made.
finding-E105 = This text of an e-mail has three braces, or an & behind the braces. Then text from others can change the mail.
    .remedy = Use two braces. No e-mail of this kind was made.
finding-E106 = An e-mail address cannot be used: { $address } (piece { $piece }).
    .remedy = Look at the address: plain letters only, one at sign, a dot in the part behind it.
finding-E107 = E-mail { $piece } could not be made properly: { $problem }.
    .remedy = This mail does not leave. The others do. Tell whoever maintains the program.

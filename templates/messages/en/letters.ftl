# Words that the program itself puts on letters, cover sheets and lists.
letter-date = Date
letter-reference = Reference
letter-page = page { $page } of { $pages }
letter-residents = Aan de bewoner(s) van
letter-board = Aan het bestuur
letter-attention = T.a.v. { $name }
letter-our-area-in = our area in { $town }
letter-our-neighbourhood = our neighbourhood
letter-homes = { $count ->
    [one] 1 home
   *[other] { $shown } homes
  }
letter-months = { $count ->
    [one] 1 month
   *[other] { $count } months
  }
letter-weekday-1 = Monday
letter-weekday-2 = Tuesday
letter-weekday-3 = Wednesday
letter-weekday-4 = Thursday
letter-weekday-5 = Friday
letter-weekday-6 = Saturday
letter-weekday-7 = Sunday
letter-kind-start = starting together
letter-kind-revive = getting going again
letter-kind-join = join in
letter-kind-other_leg = the other leg
letter-kind-thanks = thanks and support
letter-kind-inventory = how are things?
letter-kind-meeting = invitation
letter-kind-reminder = reminder

organisation-kind-bewonerscommissie = tenants’ committee
organisation-kind-vve = owners’ association, VvE
organisation-kind-bewonersgroep = residents’ group
organisation-kind-huurdersvereniging = tenants’ association
organisation-kind-anders = organisation

answer-title = Let us know
answer-online = Scan the code with your phone, or go to
answer-by-mail = Scan the code with your phone, or write to
answer-code = Your personal code:
answer-qr = QR code to { $link }

slip-title = Reply slip
slip-code = code
slip-how = Put a cross in a box. A mistake? Make that box all black and put a cross in another.
slip-contact = Your name and e-mail address or telephone number (only if you like):
slip-consent = Yes, you may e-mail me about this. I can always stop that again.
slip-return = Cut off this slip and give it to one of us, or put it in the letterbox at { $name }, { $address }.

batch-title = Bundle { $number }: { $name }
batch-boards = boards
batch-what = What:
batch-count = How many:
batch-letters = { $count ->
    [one] 1 letter
   *[other] { $count } letters
  }
batch-references = References:
batch-date = Made on:
batch-report = Report to:
batch-who = Who delivers:
batch-when = Delivered on:
batch-organisation = Organisation
batch-address = Address on the letter
batch-street = Street
batch-numbers = Numbers
batch-postcode = Postcode
batch-pieces = Letters
batch-note = Remark
batch-no-postcode = –
batch-by-hand = These letters go to boards. Hand them over yourself if you can.
batch-after = After delivering
batch-after-confirm = Tell whoever stands above that bundle { $number } has been delivered. Not everything? Then give the reference of the last letter that was.
batch-after-computer = On the computer of the campaign: haarvaten letters confirm { $number }. Not everything? Add --through and the reference. One address failed: haarvaten letters undeliverable and the reference.
batch-after-undeliverable = Note the addresses where it did not work, and why (no letterbox, empty, demolished).
batch-after-talk = Do you meet someone? Say briefly what the letter is about, and press nobody.

merged-title = Bundles { $first } to { $last }

meeting-file = meeting-pack
meeting-letter-title = Meeting pack: { $name }
meeting-minutes-title = Minutes: { $name }

attendance-title = Attendance list: { $name }
attendance-intro = { $meeting }, { $date }, { $time }, { $place }
attendance-number = Number
attendance-name = Name
attendance-coming = Coming
attendance-here = Was there
attendance-contact = E-mail or telephone (only if you like)
attendance-privacy = We use this list only to know who was there, and to keep those informed who want that. Questions: { $contact }.

poster-headline = Living better together
poster-state = { $active } of the { $homes } have an active residents’ organisation
poster-time = at { $time }

preview-title = Example: { $kind }

finding-B101 = The template cannot be read: { $reason }
    .remedy = See whether on this line every {"{{"} has a {"}}"} and every {"{{#if}}"} a {"{{/if}}"}.
finding-B102 = There is no field “{ $name }”.
    .remedy = Do you mean “{ $nearest }”?
finding-B103 = Three braces or an & put data into the letter as markup; that is not allowed.
    .remedy = Use two braces: {"{{field}}"}.
finding-B104 = There is no template for this kind of letter.
    .remedy = Make this file, or take the kind out of the campaign.
finding-B105 = There is no template in the language “{ $language }”; the letter goes out in “{ $used }”.
    .remedy = Have the text translated and put it in this file.
finding-B106 = “{ $name }” is not a command that a template knows.
    .remedy = Do you mean “{ $nearest }”?
finding-B107 = There is no part “{ $name }”.
    .remedy = Do you mean {"{{>"} { $nearest }{"}}"}? There are: answer, privacy, signature.
finding-B108 = “{ $html }” is HTML, and a letter cannot have that.
    .remedy = Use Markdown: **bold**, *italic*, [text](https://…).
finding-B109 = This template lacks the privacy paragraph; without it a letter may not go out (GDPR article 14).
    .remedy = Put {"{{> privacy}}"} on a line of its own, not inside an {"{{#if}}"}.
finding-B110 = The privacy paragraph does not say whom to turn to.
    .remedy = Put {"{{privacy.contact}}"} in the text.
finding-B111 = This picture is not there.
    .remedy = Put the file below templates/ or take its name out of the campaign.
finding-B112 = This picture cannot be read: { $reason }
    .remedy = Save it again as SVG, PNG or JPEG.
finding-B113 = Letter { $piece } could not be made: { $reason }
finding-B114 = Letter { $piece } has characters that no font has; a box stands in their place: { $characters }
    .remedy = Write it differently, or put a font with these characters below templates/fonts/.
finding-B115 = The file { $file } could not be made: { $reason }
finding-B116 = The address of letter { $piece } is too long for the window; it is set smaller.
    .remedy = Shorten the name, or use an envelope without a window.
finding-B117 = The fields in sample.json are not right: { $reason }
    .remedy = Start from the built-in example.
finding-B118 = The field “{ $name }” is not there in every letter of this kind.
    .remedy = Put that part between {"{{#if"} { $owner }{"}}"} and {"{{/if}}"}.

letters-none = No letters have been made yet. First run: haarvaten run
letters-batch = Bundle
letters-file = File
letters-sealed = Made
letters-count = Letters
letters-delivered = Delivered
letters-undeliverable = Undeliverable
letters-again = Reprinted
letters-next = Was batch { $batch } delivered? Type: haarvaten letters confirm { $batch }
  Not all of it? Add up to which letter, for example: --through 12
letters-all-done = All batches are marked as delivered.
letters-no-such-batch = There is no bundle { $batch }. See: haarvaten letters
letters-no-such-letter = Bundle { $batch } has no letter “{ $letter }”. Give a reference (w1-00042) or a place in the bundle (1, 2, 3, …).
letters-unknown = There is no letter “{ $letter }”. Give a reference (w1-00042) or a personal code. Nothing was changed.
letters-confirmed = Bundle { $batch }: { $count ->
    [one] 1 letter is
   *[other] { $count } letters are
  } now marked as delivered. { $left ->
    [0] The whole bundle is done.
    [one] 1 letter to go.
   *[other] { $left } letters to go.
  }
letters-marked = { $count ->
    [one] 1 letter is
   *[other] { $count } letters are
  } now marked as undeliverable.
letters-reason = Say why it is printed again: --reason "wrong printer".
letters-other-wave = Bundle { $batch } belongs to an earlier round. Print the old file in outputs/letters.
letters-reprinted = outputs/letters/{ $file } was made again ({ $count ->
    [one] 1 letter
   *[other] { $count } letters
  }). The reason is recorded.

preview-done = { $path } ({ $pages ->
    [one] 1 page
   *[other] { $pages } pages
  })
preview-not-opened = The page was made, but could not be opened.
preview-no-such = There is no template “{ $kind }”. Do you mean “{ $nearest }”? There are: { $kinds }.
finding-B119 = { $open } is not closed.
    .remedy = Put {"{{/"}{ $name }{"}}"} at the end of that part.
finding-B120 = Here is {"{{/"}{ $name }{"}}"}, but there is nothing to close.
    .remedy = Take it away, or put {"{{#"}{ $name } …{"}}"} at the start of that part.
finding-B121 = Here is {"{{"} without {"}}"}.
    .remedy = Write a field as {"{{home.address}}"}.
finding-B122 = This file is no plain text (UTF-8).
    .remedy = Save it again as text; choose UTF-8 as its encoding.
finding-B123 = This file has a name that the program does not know, so it does not count.
    .remedy = Do you mean templates/{ $nearest }?
finding-B124 = The program does not use this file.
    .remedy = Is it a template? It is most like templates/{ $nearest }.
finding-B125 = The picture “{ $file }” is not there.
    .remedy = Put the file in the folder templates/letters.
finding-B126 = “{ $name }” is a group of fields, not a text.
    .remedy = Choose a field of that group, for instance “{ $nearest }”.
finding-B127 = “{ $name }” is not written as a field.
    .remedy = Do you mean {"{{"}{ $nearest }{"}}"}? A field has no spaces.
finding-B128 = At the top stands a block between two lines of ---; letters have none, and it would be printed.
    .remedy = Take those lines away. Settings belong in inputs/campaign.toml.
finding-B129 = The headings of this table have no line of dashes below them.
    .remedy = Put a line below with three dashes for each column, as in |---|---|.
finding-B130 = This line of the table has another number of cells than there are headings.
    .remedy = Count the bars | in this line and in the headings, and make them equal.
finding-B131 = Letters have no footnotes; the note would be lost.
    .remedy = Put the note between brackets in the sentence itself.
finding-B132 = This picture has the colours of a printing press (CMYK); a letter cannot have that.
    .remedy = Save it again in RGB, as JPEG or PNG.
finding-B133 = This picture is too large: more than 16 million points or 10 MB.
    .remedy = Make it smaller. For a letter a width of 2,000 points is enough.
finding-B134 = In this picture is text with characters that no font has: { $characters }
    .remedy = Make a drawing of the text (in Inkscape: Path, Object to Path), or write it in another way.
finding-B135 = The picture “{ $file }” does not say what it shows.
    .remedy = Write it between the square brackets: ![a photograph of the building]({ $file }).
finding-B136 = On { $file } are characters that no font has; there is a box instead: { $characters }
    .remedy = Write the name of the building or the meeting in another way.
finding-B138 = This file is too large: a text or drawing may be { $kibibytes } kB here.
    .remedy = Make the text shorter or the drawing simpler.
finding-B139 = “{ $name }” cannot be put in here. A text may not put in itself or another text; it may: { $known }.
    .remedy = Remove this line, or write the text itself in this place.
finding-B140 = Too much stands in each other here: conditions, repetitions, lists, or parts of a drawing that use themselves or each other again and again.
    .remedy = Make this part simpler.
finding-B141 = This drawing has “{ $what }” in it. A letter cannot have that.
    .remedy = Save the drawing as a PNG of at most 16 million points, or take this part out.
finding-B142 = A trial with this file was not done after { $seconds } seconds. Nothing was made.
    .remedy = Make the text or picture simpler.
finding-B143 = A trial with this file broke down or took too much memory. Nothing was made.
    .remedy = Make the text or picture simpler, or save a drawing as a PNG.
finding-B137 = The name of the picture “{ $file }” has a space in it.
    .remedy = Give the file a name without spaces, and write that name here too.

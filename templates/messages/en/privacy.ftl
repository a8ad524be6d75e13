forget-known = This is known:
forget-nobody = Nothing is known of { $who } in the lists and the memory.
forget-pieces = { $n ->
    [0] No letters or e-mails were made for this person.
    [one] One letter or e-mail was made.
   *[other] { $n } letters and e-mails were made.
}
forget-remade = { $path } is taken away; haarvaten run makes it again, without this person
forget-rows = { $path }: the rows of this person are taken out
forget-texts = { $path }: the cells of this person are emptied
forget-removed = { $path } is taken away
forget-by-hand = { $path }: only a person can do this
forget-dry = Nothing was erased. With --really added this is erased; that cannot be undone.
forget-left = Something of this person still stands here, and a person has to take it away: { $path }
forget-batches = Letters to this person or home lie in batch { $list }. What was delivered was delivered; take out what was not.
forget-done = Erased. This person gets nothing more: that is remembered without name or address. Make the outputs again: haarvaten run
export-title = This is known of { $who }:
export-piece = { $date }: { $kind } ({ $piece }), now { $state } since { $when }
export-opt-out = Opted out on { $date } ({ $source })
export-count = { $n ->
    [0] No letters or e-mails were made.
    [one] One letter or e-mail in all.
   *[other] { $shown } letters and e-mails in all.
}
purge-due = { $n ->
    [0] Nothing is kept longer than { $months } months.
    [one] One fact is from before { $date } and is kept longer than { $months } months.
   *[other] { $n } facts are from before { $date } and are kept longer than { $months } months.
}
purge-dry = Nothing was erased. To erase: haarvaten purge --really
purge-done = { $n ->
    [one] One fact was erased.
   *[other] { $n } facts were erased.
}
finding-G104 = { $n ->
    [one] One fact is kept longer than the { $months } months of this campaign.
   *[other] { $n } facts are kept longer than the { $months } months of this campaign.
}
    .remedy = To erase: haarvaten purge --really
basis-none = none
basis-column-email = E-mail
basis-column-ground = Ground
basis-column-date = Since
basis-column-source = Source
basis-column-row = Row
basis-count = { $n ->
    [one] One e-mail address.
   *[other] { $n } e-mail addresses.
}
record-no-partners = none
record-title = # Record of processing: { $campaign } ({ $date })
record-who = ## Who
    { $sender }, { $address }. Questions about privacy: { $contact }.
record-why = ## What for
    To invite residents to organise, and to keep track of which homes have an active residents' organisation. Ground: legitimate interest (GDPR 6.1.f) for letters without a name; consent (GDPR 6.1.a and Telecommunicatiewet 11.7) for e-mail.
record-whom = ## Of whom
    Residents of homes in scope; { $contacts } contacts; contacts of { $organisations } organisations.
record-what = ## Which data
    Addresses from the register (no names); names, e-mail addresses, language and consent of those who gave it; { $letters } letters and { $mails } e-mails with their state; { $replies } answers; { $optouts } opt-outs. No citizen service numbers and no dates of birth.
record-from = ## From where
    The BAG register, lists of landlords and owners' associations, and what people fill in themselves.
record-to = ## For whom
    The organisers themselves. Partners with a workbook of their own: { $partners }. What is published is never about groups smaller than { $smallest } homes.
record-long = ## How long
    { $months } months after the last contact; then haarvaten purge erases the data. To be erased now: { $due }.
record-safe = ## How protected
    Files can be read by their owner only; codes and opt-outs are keyed hashes; e-mail leaves encrypted only.
record-rights = ## Rights
    Access: haarvaten export. Erasure: haarvaten forget. Objection: an opt-out, in whatever way, always holds.
export-scan = A slip on page { $page } of { $file }
forget-scan = On page { $page } of { $file } stands a slip of this person. It is a picture: remove it yourself.

plan-home-none = There is no residents' organisation for this home.
plan-home-on-paper = The organisation exists on paper only; its board is written to first.
plan-home-on-paper-later = The organisation exists on paper only and its board was written to earlier; now it is the residents' turn.
plan-home-forming = An organisation is being formed; we wait for its first meeting.
plan-home-unknown = An organisation is named; first we ask it how it is doing.
plan-home-active = There is an active organisation; this home needs no letter now.
plan-meeting = Invitation to the meeting.
plan-reminder = Reminder: no answer yet.
plan-suppressed = This recipient wants no more post from us.
plan-gets-the-boards-letter = The letter to the board is delivered at this address.
plan-answered = The recipient has answered.
plan-too-soon = A piece was made on { $date }; the next one comes after { $days } days.
plan-undeliverable = The last letter could not be delivered; go to the door.
plan-not-sent-yet = The last e-mail has not been sent yet.
plan-uncertain = It is not certain whether the last e-mail arrived.
plan-told-before = This was told on { $date }.
plan-reminded-enough = { $count ->
    [one] One reminder was
   *[other] { $count } reminders were
  } sent; now go to the door.
plan-umbrella = An umbrella is not written to as a residents' organisation.
plan-no-homes = This organisation represents no home in scope.
plan-board-on-paper = The organisation exists on paper only: a letter with an offer of help.
plan-board-one-leg = The organisation stands on one leg: a letter about the other leg.
plan-board-two-legs = The organisation stands on two legs: thanks and an offer of support.
plan-board-unknown = Nobody has asked this organisation yet how it is doing: a question.
plan-board-forming = The organisation is being formed; we wait for its first meeting.
plan-board-ended = The organisation has ended.

no-email-it-is = This is an e-mail.
no-email-no-address = No e-mail address is known.
no-email-no-consent = No consent is recorded for this e-mail address (date and source).
no-email-published-not-allowed = The address is public, but the campaign does not allow its use.
no-email-opted-out = The recipient wants no e-mail.
no-email-same-address = This address gets another message in this wave.

finding-P101 = No postal address and no e-mail address with consent is known of “{ $name }”: the letter must be handed over.
    .remedy = Fill in an address with the organisation or in the list of contacts.

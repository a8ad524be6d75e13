# Why an organisation or a home has its status.
source-list = the list
source-volunteer = follow-up by a volunteer
source-reply = answer to our letter or mail
source-kind-municipality = the municipality
source-kind-landlord = the landlord
source-kind-kvk = the Chamber of Commerce
source-kind-minutes = minutes
source-kind-door = at the door
source-kind-web = a website
source-kind-phone = the telephone
source-kind-message = a letter or mail
area-scope = the whole area of the campaign

evidence-residents-meeting = residents' meeting
evidence-alv = members' meeting (ALV)
evidence-newsletter = newsletter
evidence-activity = neighbourhood activity
evidence-door-to-door = door-to-door round
evidence-consultation = consultation hour
evidence-talks = talks with the corporation
evidence-website = own website updated
evidence-contact-reached = contact reached
evidence-contact-not-reached = contact not reached
evidence-accounts = annual accounts
evidence-board = board known
evidence-kvk = entry in the trade register
evidence-insurance = insurance
evidence-reserve = reserve fund
evidence-recognition = recognition
evidence-founders = founders known
evidence-first-meeting = first meeting
evidence-other = other news
evidence-ended = ended

why-two-legs = active on two legs: { $organisation } is there for housing ({ $housing }, { $housing-date }, source: { $housing-source }) and for the neighbourhood ({ $neighbourhood }, { $neighbourhood-date }, source: { $neighbourhood-source }), and the contact was reached on { $contact } (source: { $contact-source })
why-active = active: { $organisation } gave a sign of life ({ $what }, { $date }, source: { $source }) and the contact was reached on { $contact } (source: { $contact-source }); { $legs ->
    [housing] so far for housing only
    [neighbourhood] so far for the neighbourhood only
   *[none] whether that was for housing or for the neighbourhood was not noted
 }
why-together = active on two legs: { $housing } is there for housing ({ $housing-what }, { $housing-date }, source: { $housing-source }) and { $neighbourhood } for the neighbourhood ({ $neighbourhood-what }, { $neighbourhood-date }, source: { $neighbourhood-source })
why-forming = forming: { $organisation } is being founded ({ $what }, { $date }, source: { $source })
why-forming-planned = forming: { $organisation } is being founded (planned for { $date }: { $what }, source: { $source })
why-on-paper = on paper: { $organisation } { $ground ->
    [list] is on { $list }
    [paper] is known ({ $evidence }, { $evidence-date }, source: { $evidence-source })
    [kvk] is in the trade register under number { $kvk } (source: { $list })
    [founded] was founded on { $founded } (source: { $list })
   *[evidence] is known ({ $evidence }, { $evidence-date }, source: { $evidence-source })
 }, but { $missing ->
    [never] no sign of life has ever been noted
    [old] there has been no sign of life since { $last } (then: { $what }, source: { $source })
    [contact-never] the contact has never been reached (last sign of life: { $what }, { $last }, source: { $source })
    [contact-old] the contact has not been reached since { $contact } (source: { $contact-source }; last sign of life: { $what }, { $last }, source: { $source })
   *[contact-lost] the contact could not be reached on { $contact } (source: { $contact-source }; last sign of life: { $what }, { $last }, source: { $source })
 }
why-unknown = unknown: { $organisation } is named in { $list }, but nobody has asked yet
why-ended = ended: { $organisation } is no more since { $date } (source: { $source })
why-not-founded = does not count yet: { $organisation } will be founded on { $date } (source: { $source })
why-none = none: no list has an organisation for this home
why-none-ended = none: { $organisation } ended on { $date } (source: { $source }), and there is no other organisation
why-none-not-founded = none: { $organisation } will only be founded on { $date } (source: { $source })
why-none-umbrella = none: { $organisation } names this home, but is an umbrella; an umbrella alone does not make a building organised
why-none-other-tenants = none: { $organisation } names this home, but does not speak for tenants of { $landlord }
why-none-tenants = none: { $organisation } names this home, but does not speak for those who rent here
why-none-owners = none: { $organisation } names this home, but does not speak for owners

# What would help most.
step-revive = Help { $organisation } to get going again: { $homes ->
    [one] +1 home
   *[other] +{ $homes } homes
 }
step-complete = Help { $organisation } to its first meeting: { $homes ->
    [one] +1 home
   *[other] +{ $homes } homes
 }
step-ask = Ask { $organisation } how it is doing: { $homes ->
    [one] +1 home
   *[other] +{ $homes } homes
 }
step-found = Found a residents' group for { $place }: { $homes ->
    [one] +1 home
   *[other] +{ $homes } homes
 }
step-found-tenants = Found a tenants' committee for the tenants of { $landlord } in { $place }: { $homes ->
    [one] +1 home
   *[other] +{ $homes } homes
 }
step-found-owners = Find the owners of { $place } and get their owners' association going: { $homes ->
    [one] +1 home
   *[other] +{ $homes } homes
 }

# What changed the number.
change-founded = newly founded
change-revived = revived
change-lapsed = lapsed
change-corrected = data corrected
change-stock = homes added or removed

# What is going on.
going-support = Requests for support
going-support-why = Organisations that asked for help; see the sheet Support of the follow-up.
going-raised = Issues raised
going-raised-why = Raised by organisations, and not heard yet.
going-heard = Issues heard
going-heard-why = The other side listened. Being heard is not scoring.
going-scored = Issues scored
going-scored-why = It has been settled.
going-rejected = Issues rejected
going-rejected-why = It will not happen.
going-meetings = Meetings
going-meetings-why = Held or planned.
going-invited = Invited
going-invited-why = To all meetings together.
going-coming = Will come
going-coming-why = To all meetings together.
going-came = Came
going-came-why = To all meetings together.

# Findings.
finding-D101 = { $organisation } covers no home in the register: what the list says about its area was not found.
    .remedy = Check the column with addresses or ‘covers’. Until then the organisation counts for { $homes } homes.
finding-D102 = Nothing says which homes belong to { $organisation }.
    .remedy = Fill in the column ‘covers’. Until then the organisation counts for { $homes } homes.
finding-D103 = By the list { $organisation } ended ({ $ended }) before it was founded ({ $founded }).
    .remedy = Correct one of the two dates. It concerns { $homes ->
        [one] 1 home
       *[other] { $homes } homes
     }.
finding-D104 = { $organisation } has an event in the future: { $what } on { $date }. It does not count yet.
    .remedy = Correct the date, or leave the row until that day has passed. It concerns { $homes ->
        [one] 1 home
       *[other] { $homes } homes
     }.
finding-D105 = { $organisation } ended on { $ended } (source: { $ended-source }), but there is a later sign of life: { $what } on { $date } (source: { $source }). The end date in the list holds.
    .remedy = Find out what is right and remove the other. It concerns { $homes ->
        [one] 1 home
       *[other] { $homes } homes
     }.
finding-D106 = Two sources contradict each other about { $organisation }: ended on { $ended } (source: { $ended-source }), and yet { $what } on { $date } (source: { $source }). The newest message holds.
    .remedy = Find out what is right and remove the other. It concerns { $homes ->
        [one] 1 home
       *[other] { $homes } homes
     }.
finding-D107 = { $organisation } and { $other } are of the same kind and cover the same homes: { $homes ->
        [one] 1 home
       *[other] { $homes } homes
     }.
    .remedy = Check whether they are two organisations, and which homes belong to which. Now the best of the two counts.
finding-D108 = { $organisation } speaks for tenants, but the homes that it covers have tenants of more than one landlord. Nothing says whose.
    .remedy = Write in the column ‘represents’: tenants of …. Until then the organisation counts for no home of a corporation. It covers { $homes }.
finding-D109 = { $organisation } covers { $homes ->
        [one] 1 home
       *[other] { $homes } homes
     }, but speaks for nobody who lives there: they are other tenants or owners.
    .remedy = Check for whom the organisation speaks and which homes belong to it.
finding-D110 = { $area } and { $other } are areas of the same level and overlap: { $homes ->
        [one] 1 home counts
       *[other] { $homes } homes count
     } only with { $other }.
    .remedy = Draw the areas so that every home lies in one of them. Only mini-buurten may overlap.
finding-D111 = The area { $area } has a level that the program works out by itself: { $level }. It does not count.
    .remedy = Use one of these levels: entrance, flat, complex, mini-buurt, buurt, wijk, stadsdeel, gemeente, provincie or land.

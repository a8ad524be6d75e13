plan-home-none = Voor deze woning is er geen bewonersorganisatie.
plan-home-on-paper = De organisatie bestaat alleen op papier; eerst krijgt het bestuur een brief.
plan-home-on-paper-later = De organisatie bestaat alleen op papier en het bestuur is eerder aangeschreven; nu zijn de bewoners aan de beurt.
plan-home-forming = Er is een organisatie in oprichting; we wachten de eerste bijeenkomst af.
plan-home-unknown = Er wordt een organisatie genoemd; eerst vragen we haar hoe het ermee staat.
plan-home-active = Er is een actieve organisatie; deze woning heeft nu geen brief nodig.
plan-meeting = Uitnodiging voor de bijeenkomst.
plan-reminder = Herinnering: er kwam nog geen antwoord.
plan-suppressed = Deze ontvanger wil geen post meer van ons.
plan-gets-the-boards-letter = Op dit adres wordt al de brief aan het bestuur bezorgd.
plan-answered = De ontvanger heeft al geantwoord.
plan-too-soon = Op { $date } is al geschreven; een volgend bericht komt pas na { $days } dagen.
plan-undeliverable = De vorige brief kon niet worden bezorgd; ga aan de deur.
plan-not-sent-yet = De vorige e-mail is nog niet verstuurd.
plan-uncertain = Het is niet zeker of de vorige e-mail is aangekomen.
plan-told-before = Dit is op { $date } al verteld.
plan-reminded-enough = Er { $count ->
    [one] is al één herinnering
   *[other] zijn al { $count } herinneringen
  } gestuurd; nu aan de deur.
plan-umbrella = Een koepel wordt niet als bewonersorganisatie aangeschreven.
plan-no-homes = Deze organisatie vertegenwoordigt geen woning in het werkgebied.
plan-board-on-paper = De organisatie bestaat alleen op papier: een brief met een aanbod van hulp.
plan-board-one-leg = De organisatie staat op één been: een brief over het andere been.
plan-board-two-legs = De organisatie staat op twee benen: dank en een aanbod van steun.
plan-board-unknown = Niemand heeft deze organisatie nog gevraagd hoe het gaat: een vraag.
plan-board-forming = De organisatie is in oprichting; we wachten de eerste bijeenkomst af.
plan-board-ended = De organisatie is opgeheven.

no-email-it-is = Dit is een e-mail.
no-email-no-address = Er is geen e-mailadres bekend.
no-email-no-consent = Voor dit e-mailadres is geen toestemming vastgelegd (datum en bron).
no-email-published-not-allowed = Het e-mailadres is openbaar, maar de campagne staat het gebruik niet toe.
no-email-opted-out = De ontvanger wil geen e-mail.
no-email-same-address = Dit e-mailadres krijgt in deze ronde al een bericht.

finding-P101 = Van “{ $name }” is geen postadres en geen e-mailadres met toestemming bekend: de brief moet met de hand worden overhandigd.
    .remedy = Vul bij de organisatie of in de contactenlijst een adres in.
